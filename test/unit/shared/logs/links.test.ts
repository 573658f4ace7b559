import assert from 'node:assert/strict';
import { linksIn, placeOfLink } from '#shared/logs/links';
import { cpuMsOf } from '../../../support/cpu-time.ts';

const at = (path: string, line?: number, column?: number): object => ({
  kind: 'file',
  path,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
});

describe('URLs in a line', () => {
  const found = [
    ['Listening on http://localhost:3000.', 'http://localhost:3000'],
    ['Listening on http://0.0.0.0:8000 (Press CTRL+C)', 'http://0.0.0.0:8000'],
    ['see https://example.com/a?b=c&d=e#f, please', 'https://example.com/a?b=c&d=e#f'],
    ['(https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['[docs](https://example.com/x)', 'https://example.com/x'],
    ['<https://example.com/x>', 'https://example.com/x'],
    ['"url":"https://example.com/x","b":1', 'https://example.com/x'],
    ["url='https://example.com/x'", 'https://example.com/x'],
    ['  ➜  Local:   http://localhost:5173/', 'http://localhost:5173/'],
    ['http://[::1]:3000/x', 'http://[::1]:3000/x'],
    ['HTTPS://EXAMPLE.COM', 'HTTPS://EXAMPLE.COM'],
    ['https://user:pass@example.com/', 'https://user:pass@example.com/'],
    ['https://例え.jp/x', undefined],
    ['请访问https://example.com/x。谢谢', 'https://example.com/x'],
    ['really? https://example.com/x?!', 'https://example.com/x'],
    ['**https://example.com/x**', 'https://example.com/x'],
    ['https://example.com/x…', 'https://example.com/x'],
    ['https://example.com/app.js:3:5', 'https://example.com/app.js:3:5'],
    ['http://', undefined],
    ['http:// x', undefined],
    ['javascript:alert(1)', undefined],
    ['xhttp://example.com', undefined],
  ] as const;
  for (const [line, url] of found) {
    it(`are ${url ?? 'none'} of: ${line}`, () => {
      const links = linksIn(line);
      if (url === undefined) assert.deepEqual(links, []);
      else {
        const from = line.indexOf(url);
        assert.deepEqual(links, [{ from, to: from + url.length, place: { kind: 'url', url } }]);
      }
    });
  }
});

describe('places in files', () => {
  const found = [
    ['src/main.ts:3:5 - error TS2322', 'src/main.ts:3:5', at('src/main.ts', 3, 5)],
    ['    at f (/app/x.js:1:2)', '/app/x.js:1:2', at('/app/x.js', 1, 2)],
    ['    at async /app/x.mjs:1:2', '/app/x.mjs:1:2', at('/app/x.mjs', 1, 2)],
    ['    at f (file:///app/x.js:1:2)', 'file:///app/x.js:1:2', at('file:///app/x.js', 1, 2)],
    ['file:///app/x.js:1', 'file:///app/x.js:1', at('file:///app/x.js', 1)],
    ['file:///C:/app/x.js:1:2', 'file:///C:/app/x.js:1:2', at('file:///C:/app/x.js', 1, 2)],
    ['/app/x.js:3', '/app/x.js:3', at('/app/x.js', 3)],
    ['  File "/app/x.py", line 3, in <module>', 'File "/app/x.py", line 3', at('/app/x.py', 3)],
    ['  File "/my app/x.py", line 3', 'File "/my app/x.py", line 3', at('/my app/x.py', 3)],
    ['\t/app/main.go:12 +0x1f', '/app/main.go:12', at('/app/main.go', 12)],
    ['main.go:12: listening', 'main.go:12', at('main.go', 12)],
    [
      '\tat com.example.web.Foo$Inner.bar(Foo.java:12)',
      'Foo.java:12',
      at('com/example/web/Foo.java', 12),
    ],
    ['\tat app//com.example.Foo.<init>(Foo.kt:7)', 'Foo.kt:7', at('com/example/Foo.kt', 7)],
    ['\tat X.main(X.java:1)', 'X.java:1', at('X.java', 1)],
    [
      '\tat java.base/java.lang.Thread.run(Thread.java:1583)',
      'Thread.java:1583',
      at('java/lang/Thread.java', 1583),
    ],
    ['  (Foo.java:12)', 'Foo.java:12', at('Foo.java', 12)],
    ['  --> src/main.rs:3:5', 'src/main.rs:3:5', at('src/main.rs', 3, 5)],
    ["thread 'main' panicked at src/main.rs:3:5:", 'src/main.rs:3:5', at('src/main.rs', 3, 5)],
    [
      '    at f (webpack://app/./src/x.ts:3:5)',
      'webpack://app/./src/x.ts:3:5',
      at('webpack://app/./src/x.ts', 3, 5),
    ],
    [
      '    at Page (webpack-internal:///(rsc)/./app/page.tsx:3:5)',
      'webpack-internal:///(rsc)/./app/page.tsx:3:5',
      at('webpack-internal:///(rsc)/./app/page.tsx', 3, 5),
    ],
    ['C:\\app\\x.cs:12', 'C:\\app\\x.cs:12', at('C:\\app\\x.cs', 12)],
    ['   at App.Run() in C:\\src\\x.cs:line 12', 'C:\\src\\x.cs:line 12', at('C:\\src\\x.cs', 12)],
    ['   at App.Run() in /src/x.cs:line 12', '/src/x.cs:line 12', at('/src/x.cs', 12)],
    ['src/a.ts(1,2): error TS2322: x', 'src/a.ts(1,2)', at('src/a.ts', 1, 2)],
    ['#0 /app/index.php(5): foo()', '/app/index.php(5)', at('/app/index.php', 5)],
    ['PHP Warning:  x in /app/x.php on line 3', '/app/x.php on line 3', at('/app/x.php', 3)],
    ['died at ./script.pl line 3.', './script.pl line 3', at('./script.pl', 3)],
    ["/app/x.rb:3:in 'foo': oops (RuntimeError)", '/app/x.rb:3', at('/app/x.rb', 3)],
    ['    (app 0.1.0) lib/x.ex:3: Foo.bar/1', 'lib/x.ex:3', at('lib/x.ex', 3)],
    ['app/[id]/page.tsx:3:5', 'app/[id]/page.tsx:3:5', at('app/[id]/page.tsx', 3, 5)],
    [
      './app/(group)/page.tsx:3:5',
      './app/(group)/page.tsx:3:5',
      at('./app/(group)/page.tsx', 3, 5),
    ],
    ['Dockerfile:12', 'Dockerfile:12', at('Dockerfile', 12)],
    ['../lib/a-b_c.test.ts:1', '../lib/a-b_c.test.ts:1', at('../lib/a-b_c.test.ts', 1)],
    [
      'node_modules/@scope/x/index.js:9:1',
      'node_modules/@scope/x/index.js:9:1',
      at('node_modules/@scope/x/index.js', 9, 1),
    ],
    [
      'nginx: [emerg] unknown directive in /etc/nginx/nginx.conf:3',
      '/etc/nginx/nginx.conf:3',
      at('/etc/nginx/nginx.conf', 3),
    ],
    ['[x.py:12] hello', 'x.py:12', at('x.py', 12)],
    ['{taskinstance.py:1157} INFO', 'taskinstance.py:1157', at('taskinstance.py', 1157)],
  ] as const;
  for (const [line, text, place] of found) {
    it(`are found in: ${line.trim()}`, () => {
      const from = line.indexOf(text);
      assert.deepEqual(linksIn(line), [{ from, to: from + text.length, place }]);
    });
  }

  it('are found where there are several, in order', () => {
    assert.deepEqual(
      linksIn('x.ts:1 http://a/b y.ts:2').map(({ from, to }) => [from, to]),
      [
        [0, 6],
        [7, 17],
        [18, 24],
      ],
    );
  });

  const none = [
    'at 12:34:56 and 2024-01-02T15:04:05.123Z',
    '127.0.0.1:8080 [::1]:8080 0.0.0.0:80->80/tcp',
    'api.example.com:443 redis:6379 db.internal:5432',
    'node:20 nginx:1.27.3 python:3.12-slim ghcr.io/org/app:1.2.3 registry:5000/app.web:12',
    'sha256:1234567890 v1.2.3 1.2.3:4',
    'app.py:3.11',
    'x.py:12:34:56',
    '    at Module._compile (node:internal/modules/cjs/loader:1143:15)',
    '    at <anonymous>:1:2',
    'GET /static/app.js 200 12ms',
    'key:1 {"a":1,"b":2}',
    '10.0.0.1 - - "GET / HTTP/1.1" 200',
    'ratio 3:5, a.m. 9:30',
    'http.server:8000',
    'main.goes:3',
  ];
  for (const line of none) {
    it(`are not found in: ${line.trim()}`, () => {
      assert.deepEqual(linksIn(line), []);
    });
  }

  it('cost no more for lines that are made to be slow', () => {
    const hostile = [
      'a/',
      'a.',
      'a:1',
      '(a',
      '[a]',
      'http://',
      'a.ts',
      'a.ts(1',
      '\\',
      'at a.',
      'File "',
      '((',
      'x.py:1:',
    ];
    for (const sign of hostile) {
      const line = `${sign.repeat(10_000_000 / sign.length)} x.py:3 a:1`;
      assert.ok(cpuMsOf(() => linksIn(line)) < 1000, sign);
    }
  });
});

describe('what a program links to', () => {
  it('is a URL, or a file by its path', () => {
    assert.deepEqual(placeOfLink('https://example.com/'), {
      kind: 'url',
      url: 'https://example.com/',
    });
    assert.deepEqual(placeOfLink('file://host/app/x.js'), at('/app/x.js'));
    assert.deepEqual(placeOfLink('file:///app/x.js:3:5'), at('/app/x.js', 3, 5));
  });
});
