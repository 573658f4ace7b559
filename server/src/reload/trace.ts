import type { ReloadOutcome } from '#shared/protocol/reload';
import type { HostPath } from './host-path.ts';

type Place = NonNullable<Extract<ReloadOutcome, { kind: 'failed' }>['at']>;

/**
 * How programs name the line at which they failed. Those whose traces end with the failure name it
 * last.
 */
const forms: readonly { readonly pattern: RegExp; readonly failure: 'first' | 'last' }[] = [
  // Python: File "/app/main.py", line 12, in <module>
  { pattern: /File "(\/[^"]+)", line (\d+)/g, failure: 'last' },
  // PHP: in /app/index.php on line 3, and in /app/index.php:3
  { pattern: / in (\/\S+) on line (\d+)/g, failure: 'first' },
  // Node, Ruby, Go, Rust, Elixir, JVM scripts: /app/index.js:3:5, file:///app/index.js:3
  { pattern: /(?:file:\/\/)?(\/[^\s:()"'`<>]+):(\d+)(?::\d+)?/g, failure: 'first' },
];

/** The place of a stack trace that is a file of the workspace; `undefined` when there is none. */
export const placeOfFailure = (lines: readonly string[], hostPath: HostPath): Place | undefined => {
  const text = lines.join('\n');
  for (const { pattern, failure } of forms) {
    const places = [...text.matchAll(pattern)].flatMap(([, containerPath = '', line = '']) => {
      const path = hostPath(containerPath);
      return path === undefined ? [] : [{ path, line: Number(line) }];
    });
    const place = failure === 'first' ? places[0] : places.at(-1);
    if (place !== undefined && place.line > 0) return place;
  }
  return undefined;
};
