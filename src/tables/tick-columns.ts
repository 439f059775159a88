/** A column's name taken as the name of one answer of several: the question, the answer, and how the two were joined. */
export interface TickName {
  readonly stem: string
  readonly option: string
  readonly way: 'underscores' | 'choice' | 'brackets' | 'slash' | 'dash' | 'hyphen'
}

/**
 * The ways in which programs name a column for each answer: REDCap (`q___1`, `Question (choice=Answer)`), LimeSurvey and
 * grids of Google (`Question [Answer]`), KoBo and ODK (`q/answer`), SurveyMonkey and Qualtrics (`Question - Answer`),
 * and Qualtrics before that (`Question?-Answer`).
 */
const WAYS: readonly (readonly [TickName['way'], RegExp])[] = [
  ['underscores', /^(.+?)___(.+)$/],
  ['choice', /^(.+?) ?\(choice=(.+)\)$/],
  ['brackets', /^(.+?) ?\[(.+)\]$/],
  ['slash', /^(.+)\/([^/]+)$/],
  ['dash', /^(.+?) [-–—] (.+)$/],
  ['hyphen', /^(.+?[?:.…])-(\S.*)$/],
]

/** Every way in which a name may be that of one answer; the last ` - ` and each before it are tried. */
export function tickNames(name: string): readonly TickName[] {
  return WAYS.flatMap(([way, pattern]) => {
    const [, stem, option] = pattern.exec(name) ?? []
    if (stem === undefined || option === undefined) return []
    const found = {
      stem: stem.replace(/ - Selected Choice$/, ''),
      option: option.replace(/^Selected Choice - /, ''),
      way,
    }
    if (way !== 'dash') return [found]
    // Question and answer may both have a dash of their own.
    const cuts = [...name.matchAll(/ [-–—] /g)].slice(1)
    return [found, ...cuts.map(({ index, 0: sign }) => cut(name, index, sign.length))]
  })
}

function cut(name: string, at: number, length: number): TickName {
  return { stem: name.slice(0, at).replace(/ - Selected Choice$/, ''), option: name.slice(at + length), way: 'dash' }
}

/** Columns that belong to one question, each with the name of its answer. */
export interface TickColumns {
  readonly stem: string
  readonly members: readonly { readonly field: number; readonly option: string }[]
}

/**
 * Groups of at least two columns with one stem. `titles`: by field, what the file calls the column, in each of its
 * heading lines. A column is in the largest group that it can be in.
 */
export function tickColumns(titles: readonly (readonly string[])[]): readonly TickColumns[] {
  const groups = new Map<string, Map<number, string>>()
  for (const [field, own] of titles.entries())
    for (const { stem, option, way } of own.flatMap(tickNames)) {
      const key = `${way}\n${stem}`
      const members = groups.get(key) ?? new Map<number, string>()
      groups.set(key, members)
      if (!members.has(field)) members.set(field, option)
    }
  const taken = new Set<number>()
  return [...groups]
    .filter(([, members]) => members.size > 1)
    .sort(([, a], [, b]) => b.size - a.size)
    .flatMap(([key, members]) => {
      const free = [...members].filter(([field]) => !taken.has(field))
      if (free.length < 2) return []
      for (const [field] of free) taken.add(field)
      return [{ stem: key.slice(key.indexOf('\n') + 1), members: free.map(([field, option]) => ({ field, option })) }]
    })
}
