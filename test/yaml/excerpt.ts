const SECTIONS = ['right-now', 'bladder']

/** A questionnaire cut down to two sections, and to the rules and sources that need no more than those. */
export function excerpt(text: string): string {
  const [head = '', afterHead = ''] = text.split(/^sections:\n/m)
  const [body = '', rules = ''] = afterHead.split(/^rules:\n/m)
  const sections = blocks(body, '  - id: ').filter((block) => SECTIONS.includes(nameOf(block)))
  const all = questionsIn(body)
  const needsOnly = (kept: readonly string[]) => (block: string) =>
    !all.some((id) => !kept.includes(id) && new RegExp(`\\b${id}\\b`).test(block))
  const asked = sections.map((section) =>
    blocks(section, '      - id: ')
      .filter(needsOnly(questionsIn(sections.join(''))))
      .join(''),
  )
  const needsNoMore = needsOnly(questionsIn(asked.join('')))
  const raised = blocks(rules.split(/^\w/m)[0] ?? '', '  - id: ').filter((block) => nameOf(block) && needsNoMore(block))
  const cited = [...asked, ...raised].join('')
  const [top = '', sources = ''] = head.split(/^sources:\n/m)
  const works = blocks(sources.replaceAll(/^ *#.*\n/gm, ''), '  ').filter((block) => cited.includes(nameOf(block)))
  return `${top}sources:\n${works.join('')}sections:\n${asked.join('')}rules:\n${raised.join('')}`
}

/** The text cut before each line that begins so and goes on with a word. */
function blocks(text: string, beginning: string): readonly string[] {
  return text.split(new RegExp(`^(?=${beginning}[\\w-])`, 'm'))
}

function nameOf(block: string): string {
  return /^ *(?:- id: )?([\w-]+)/.exec(block)?.[1] ?? ''
}

function questionsIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {6}- id: (\w+)/gm)].map((match) => match[1] ?? '')
}
