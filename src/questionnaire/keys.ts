/** Every key that some mapping of a questionnaire or a cases file may have. */
export const KEYS_ANYWHERE: readonly string[] = [
  ...['format', 'id', 'version', 'title', 'language', 'status', 'reviewed_by', 'reviewed_on', 'review_by', 'audience'],
  ...['notice', 'sources', 'option_sets', 'sections', 'questions', 'scores', 'rules', 'promises', 'ignore', 'year'],
  ...['url', 'note', 'text', 'type', 'options', 'option_set', 'none', 'short', 'help', 'why', 'usual', 'worse', 'unit'],
  ...['hard', 'soft', 'min', 'max', 'message', 'if_unknown', 'if_unknown_because', 'if_unanswered', 'check', 'that'],
  ...['ask_if', 'offer', 'label', 'points', 'key', 'sum', 'when', 'level', 'action', 'because', 'advice', 'group'],
  ...['at_least', 'cases', 'name', 'from', 'on', 'answers', 'expect', 'complete', 'raised', 'raised_includes'],
  ...['unknown', 'unanswered', 'not_asked', 'conflicts', 'out_of_range', 'check_failed', 'low', 'high'],
  ...['licence', 'set', 'read', 'settle', 'record_only', 'basis'],
]
