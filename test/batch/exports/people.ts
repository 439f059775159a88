/** One made-up person, as on a sheet of paper; null stands for an empty line. */
export interface Person {
  readonly id: string
  /** The day on which the form was filled in. */
  readonly seen: string
  readonly chest: 'Yes' | 'No' | 'Not sure' | null
  readonly age: number | null
  /** In kg. */
  readonly weight: number | null
  readonly often: Often | null
  /** Labels of what is ticked; empty where nothing is. */
  readonly signs: readonly Sign[]
  readonly last: string | null
  readonly note: string
  /** Worked out on paper from the rules of `clinic.yaml`: the level, what is raised, what cannot be known. */
  readonly expected: readonly [level: string, raised: string, undetermined: string]
}

export const OFTEN = ['Never', 'Once or twice a week', 'Every day'] as const
export type Often = (typeof OFTEN)[number]
export const SIGNS = ['Fever', 'Blood in the urine', 'Tightness, or pressure, in the chest', 'None of these'] as const
const [FEVER, BLOOD, TIGHT, NONE] = SIGNS
export type Sign = (typeof SIGNS)[number]

export const PEOPLE: readonly Person[] = (
  [
    ['101', '2026-11-04', 'No', 34, 70.5, 'Never', [NONE], '2026-06-01', '', 'none-raised', '', ''],
    ['102', '2026-11-04', 'Yes', 51, 82, 'Never', [NONE], '2026-06-13', 'since Monday', 'act-now', 'CHEST', ''],
    ['103', '2026-11-05', 'No', 71, 64.25, 'Never', [NONE], '2026-02-03', '', 'refer-discuss', 'OLD', ''],
    [
      '104',
      '2026-11-05',
      'No',
      45,
      44.5,
      'Never',
      [NONE],
      '2026-09-30',
      'eats well, she says',
      'refer-before',
      'LIGHT',
      '',
    ],
    ['105', '2026-11-05', 'No', 28, 58, 'Every day', [NONE], '2026-10-14', '', 'refer-before', 'DAILY', ''],
    [
      '106',
      '2026-11-06',
      'No',
      39,
      91.5,
      'Once or twice a week',
      [FEVER],
      '2026-10-20',
      '',
      'refer-discuss',
      'FEVER',
      '',
    ],
    [
      '107',
      '2026-11-06',
      'No',
      60,
      77,
      'Never',
      [BLOOD, FEVER],
      '2026-08-09',
      'said "fine"',
      'refer-before',
      'BLOOD FEVER',
      '',
    ],
    ['108', '2026-11-06', 'No', 33, 66, 'Never', [TIGHT], '2026-07-07', '', 'act-now', 'TIGHT', ''],
    [
      '109',
      '2026-11-07',
      'No',
      80,
      44.9,
      'Every day',
      [FEVER, BLOOD, TIGHT],
      '2024-01-31',
      'brought by her son',
      'act-now',
      'BLOOD DAILY FEVER LIGHT LONG OLD TIGHT',
      '',
    ],
    ['110', '2026-11-07', 'Not sure', 47, 73, 'Never', [NONE], '2026-05-25', '', 'refer-before', '', 'CHEST'],
    ['111', '2026-11-07', null, 52, 68, 'Never', [NONE], '2026-04-16', 'left early', 'refer-before', '', 'CHEST'],
    ['112', '2026-11-08', 'No', null, 71, 'Never', [NONE], '2026-03-12', '', 'refer-before', '', 'OLD'],
    ['113', '2026-11-08', 'No', 29, null, 'Never', [NONE], '2026-01-05', '', 'refer-before', '', 'LIGHT'],
    ['114', '2026-11-08', 'No', 41, 85.5, null, [NONE], '2026-02-28', '', 'refer-before', '', 'DAILY'],
    [
      '115',
      '2026-11-09',
      'No',
      36,
      90,
      'Never',
      [],
      '2026-10-01',
      'ticked nothing',
      'refer-before',
      '',
      'BLOOD FEVER TIGHT',
    ],
    ['116', '2026-11-09', 'No', 55, 62, 'Never', [NONE], null, '', 'refer-before', '', 'LONG'],
    [
      '117',
      '2026-11-09',
      'Yes',
      66,
      59.5,
      'Once or twice a week',
      [TIGHT, FEVER],
      '2025-11-08',
      '',
      'act-now',
      'CHEST FEVER LONG OLD TIGHT',
      '',
    ],
    [
      '118',
      '2026-11-10',
      'No',
      64,
      45,
      'Once or twice a week',
      [NONE],
      '2025-11-10',
      'to the day',
      'none-raised',
      '',
      '',
    ],
    ['119', '2026-11-10', 'No', 65, 120, 'Never', [NONE], '2025-11-11', '', 'refer-discuss', 'OLD', ''],
    [
      '120',
      '2026-11-11',
      null,
      null,
      null,
      null,
      [],
      null,
      '',
      'refer-before',
      '',
      'BLOOD CHEST DAILY FEVER LIGHT LONG OLD TIGHT',
    ],
    [
      '121',
      '2026-11-12',
      'Yes',
      null,
      43,
      null,
      [BLOOD],
      null,
      'one line\nand another',
      'act-now',
      'BLOOD CHEST LIGHT',
      'DAILY LONG OLD',
    ],
    ['122', '2026-11-12', 'No', 30, 63.5, 'Never', [FEVER, TIGHT], '2025-11-12', '', 'act-now', 'FEVER TIGHT', ''],
  ] as const
).map(([id, seen, chest, age, weight, often, signs, last, note, ...expected]) => {
  return { id, seen, chest, age, weight, often, signs, last, note, expected }
})
