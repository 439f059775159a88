/** A column's name read as the name of one answer of several: the question, the answer, and how the two were joined. */
export interface TickName {
  readonly stem: string
  readonly option: string
  readonly way: 'underscores' | 'choice' | 'brackets' | 'slash' | 'dash' | 'hyphen'
}

/**
 * How programs name a column for each answer: REDCap (`q___1`, `Question (choice=Answer)`), LimeSurvey and grids of
 * Google (`Question [Answer]`), KoBo and ODK (`q/answer`), SurveyMonkey and Qualtrics (`Question - Answer`), and older
 * Qualtrics (`Question?-Answer`).
 */
const WAYS: readonly (readonly [TickName['way'], RegExp])[] = [
  ['underscores', /^(.+?)___(.+)$/],
  ['choice', /^(.+?) ?\(choice=(.+)\)$/],
  ['brackets', /^(.+?) ?\[(.+)\]$/],
  ['slash', /^(.+)\/([^/]+)$/],
  ['dash', /^(.+?) [-–—] (.+)$/],
  ['hyphen', /^(.+?[?:.…])-(\S.*)$/],
]

/** Every way in which a name can be that of one answer. It is split at the last ` - ` and at each one before it. */
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
    // Question and answer may both contain a dash.
    const cuts = [...name.matchAll(/ [-–—] /g)].slice(1)
    return [found, ...cuts.map(({ index, 0: sign }) => cut(name, index, sign.length))]
  })
}

function cut(name: string, at: number, length: number): TickName {
  return { stem: name.slice(0, at).replace(/ - Selected Choice$/, ''), option: name.slice(at + length), way: 'dash' }
}

/** Columns of one question, each with the name of its answer. */
export interface TickColumns {
  readonly stem: string
  readonly members: readonly { readonly field: number; readonly option: string }[]
}

/**
 * Groups of at least two columns with a common beginning. `titles`: by field, the names of the column in each of the
 * file's heading lines. A column is put into the largest group that it fits.
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
