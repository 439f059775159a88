import type { Style } from '../typesetting/html-style.ts'

/** The style of a report and its charts, in addition to that of every document. */
export const CHARTS: Style = {
  sha256: 'HZYh/1Kv4PoAZPSDBGDRWiG8FmWhcZa+6IoWWYM0JQk=',
  css: `
.banner { border: 2px solid #1a1a1a; padding: .75rem 1rem; font-size: 1.15rem; }
.banner b { display: block; font-size: .8rem; text-transform: uppercase; letter-spacing: .08em; color: #555; }
figure { margin: 1rem 0; }
figure svg { display: block; font: .875rem system-ui, "Liberation Sans", Arial, sans-serif; }
.figure { text-anchor: end; }
.room { fill: #eef0f1; }
.bar { fill: #0b4f6c; }
.s1 { fill: #7fa8ba; }
.s2 { fill: #8a2b2b; }
.s3 { fill: #d9b08c; }
.s4 { fill: #1a1a1a; }
td, th { overflow-wrap: normal; font-variant-numeric: tabular-nums; }
td code { white-space: nowrap; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; font-size: .875rem; }
.legend svg { display: inline-block; }
@media print { figure { break-inside: avoid; } }
`,
}
