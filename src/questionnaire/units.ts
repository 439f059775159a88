/** The units of questions: the word in the YAML, the code in UCUM for exchange, and how the unit is shown. */
export interface Unit {
  readonly word: string
  readonly ucum: string
  readonly shown: string
}

const TABLE: readonly (readonly [word: string, ucum: string, shown: string])[] = [
  ['years', 'a', 'years'],
  ['months', 'mo', 'months'],
  ['weeks', 'wk', 'weeks'],
  ['days', 'd', 'days'],
  ['hours', 'h', 'hours'],
  ['minutes', 'min', 'minutes'],
  ['mmHg', 'mm[Hg]', 'mmHg'],
  ['kPa', 'kPa', 'kPa'],
  ['per_minute', '/min', 'per minute'],
  ['percent', '%', '%'],
  ['celsius', 'Cel', '°C'],
  ['kg', 'kg', 'kg'],
  ['lb', '[lb_av]', 'lb'],
  ['cm', 'cm', 'cm'],
  ['m', 'm', 'm'],
  ['inches', '[in_i]', 'inches'],
  ['kg_per_m2', 'kg/m2', 'kg/m²'],
  ['ml', 'mL', 'ml'],
  ['litres', 'L', 'litres'],
  ['mmol_per_l', 'mmol/L', 'mmol/l'],
  ['mg_per_dl', 'mg/dL', 'mg/dl'],
  ['times', '{times}', 'times'],
  ['drinks', '{drinks}', 'drinks'],
  ['cigarettes', '{cigarettes}', 'cigarettes'],
  ['sessions', '{sessions}', 'sessions'],
]

export const UNITS: ReadonlyMap<string, Unit> = new Map(
  TABLE.map(([word, ucum, shown]) => [word, { word, ucum, shown }]),
)
