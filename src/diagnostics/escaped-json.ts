/**
 * JSON that contains nothing that a terminal would obey or that nobody would see: control characters, bidirectional
 * controls and other format characters are escaped, which changes nothing for a reader of JSON. On one line without
 * `indent`.
 */
export function escapedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[\u007f-\u009f\p{Cf}\u2028\u2029]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
