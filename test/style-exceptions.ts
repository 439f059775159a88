/*
 * What breaks a rule of style today. These lists may only get shorter: mend a thing and take it off here. A new entry
 * needs a reason that a reader believes; write it beside the entry.
 */

/** Longer than 70 lines. */
export const LONG_FUNCTIONS: readonly string[] = [
  'authoring/prove/diagram.ts diagramsOver',
  'authoring/prove/person-search.ts peopleOf',
  'authoring/prove/pieces.ts cutterOver',
  'authoring/prove/symbolic-amounts.ts symbolicAmounts',
  'batch/score-table.ts tableScoring',
  'exchange/sql/conditions.ts conditions',
  'exchange/sql/plan.ts sqlPlanFor',
  'tables/formats/delimited.ts delimitedReader',
  'tables/formats/delimited.ts readRecord',
  'tables/formats/json-array.ts openJson',
  'tables/formats/json-scanner.ts jsonScanner',
]

/** More than three parameters in loops that run for every cell of a table: an object for each call would cost more than the work. */
const HOT_LOOPS: readonly string[] = [
  'batch/columns/kernels.ts calculation',
  'batch/columns/kernels.ts productStep',
  'batch/columns/loops.ts addPoints',
  'batch/columns/loops.ts addPointsOfSeveral',
  'batch/columns/loops.ts and',
  'batch/columns/loops.ts compare',
  'batch/columns/loops.ts compareOpenEnds',
  'batch/columns/loops.ts hasAny',
  'batch/columns/loops.ts hasMore',
  'batch/columns/loops.ts isState',
  'batch/columns/loops.ts oneOf',
  'batch/columns/loops.ts or',
  'batch/columns/loops.ts pointsOfOne',
  'batch/columns/loops.ts pointsOfSeveral',
  'batch/columns/loops.ts values',
  'batch/columns/sets.ts gatherQuestion',
  'batch/columns/sets.ts gatherRule',
  'batch/columns/weigh.ts weighAlone',
  'batch/columns/weigh.ts weighStates',
  'batch/columns/weigh.ts weighWith',
  'batch/reading/decoded-cells.ts copyTo',
  'batch/reading/decoded-cells.ts entryOf',
  'batch/reading/inputs.ts raw',
  'batch/reading/numbering.ts numberRecords',
  'batch/reading/read-table.ts refused',
  'batch/columns/take-read.ts takeRead',
  'batch/reading/ticks.ts tickedAnswer',
  'batch/score.ts scoreFiles',
  'tables/byte-index.ts addKey',
  'tables/byte-index.ts isKept',
  'tables/byte-index.ts numberOf',
  'tables/byte-index.ts wantKeyOf',
  'tables/byte-writer.ts putBytes',
  'tables/formats/delimited.ts giveUp',
  'tables/formats/delimited.ts read',
  'tables/formats/delimited.ts readRecord',
  'tables/formats/json-array.ts read',
  'tables/formats/json-lines.ts read',
  'tables/formats/json-scanner.ts object',
  'tables/formats/table.ts read',
]

/** More than three parameters elsewhere. */
const MANY: readonly string[] = [
  'authoring/prove/diagram.ts remember',
  'commands/score/score.ts score',
  'documents/typesetting/layout.ts paragraph',
  'expression/compare.ts compareRanges',
  'questionnaire/due.ts withSupplied',
  'rules/guide.ts guide',
]

export const MANY_PARAMETERS: readonly string[] = [...HOT_LOOPS, ...MANY]

/** A boolean among the parameters. */
export const BOOLEAN_PARAMETERS: readonly string[] = [
  'batch/reading/read-table.ts drain',
  'batch/reading/read-table.ts open',
  'tables/formats/delimited.ts giveUp',
  'tables/formats/delimited.ts read',
  'tables/formats/delimited.ts readRecord',
  'tables/formats/table.ts read',
]

/** Exported by two folders with two meanings. */
export const SHARED_NAMES: readonly string[] = []

/** More than eight lines in two places. */
export const DUPLICATES: readonly string[] = [
  // The fast readers of numbers and of texts look for a decoded cell in the same way; as a function of its own that would be
  // one more call, with six arguments, for each cell of a table.
  'batch/reading/cells.ts and batch/reading/cells.ts',
]
