import assert from 'node:assert/strict';
import { parseProgramPath } from '../../../../server/src/logs/locate/program-path.ts';

describe('what a program calls a file', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['/app/src/x.ts', 'absolute /app/src/x.ts'],
    ['/app/src/../x.ts', 'absolute /app/x.ts'],
    ['file:///app/x.mjs', 'absolute /app/x.mjs'],
    ['file:///app/with%20space.mjs', 'absolute /app/with space.mjs'],
    ['/app/100%.txt', 'absolute /app/100%.txt'],
    ['src/main.rs', 'relative src/main.rs'],
    ['./src/main.rs', 'relative src/main.rs'],
    ['../lib/x.go', 'relative ../lib/x.go'],
    ['webpack://shop/./src/x.ts', 'relative src/x.ts'],
    ['webpack:///./src/x.ts?5b1c', 'relative src/x.ts'],
    ['webpack-internal:///(rsc)/./app/page.tsx', 'relative app/page.tsx'],
    ['turbopack:///[project]/src/x.ts', 'relative src/x.ts'],
    ['C:\\app\\src\\x.cs', 'absolute C:/app/src/x.cs'],
    ['file:///C:/app/x.js', 'absolute C:/app/x.js'],
    ['src\\x.cs', 'relative src/x.cs'],
    ['/app/(group)/page.tsx', 'absolute /app/(group)/page.tsx'],
    ['/app/node_modules/express/lib/router.js', undefined],
    ['webpack:///./node_modules/react/index.js', undefined],
    ['/usr/lib/python3/site-packages/flask/app.py', undefined],
    ['node:internal/modules/cjs/loader', undefined],
    ['<anonymous>', undefined],
    ['https://example.com/x.js', undefined],
    ['', undefined],
    ['a\0b', undefined],
  ];
  for (const [text, expected] of rows) {
    it(`${JSON.stringify(text)} is ${expected ?? 'none of anybody’s project'}`, () => {
      const found = parseProgramPath(text);
      assert.equal(found && `${found.kind} ${found.path}`, expected);
    });
  }
});
