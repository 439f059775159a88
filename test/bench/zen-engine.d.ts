/**
 * What the bench uses of zen-engine. `npm run bench` installs it for the run: as a dependency its lock entry lists
 * platforms that `npm ci` then misses. Its own types are used by nobody else.
 */
declare module '@gorules/zen-engine' {
  export function evaluateExpressionSync(expression: string, context: unknown): unknown
  export class ZenEngine {
    createDecision(content: unknown): { evaluate(context: unknown): Promise<{ result: unknown }> }
  }
}
