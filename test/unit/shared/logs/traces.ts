/** What programs print as one thing: all lines of each are of its first. */
export const traces: Readonly<Record<string, string>> = {
  'Java, with causes': `2024-01-02 15:04:05,123 ERROR [main] App - failed
java.lang.IllegalStateException: no
	at com.example.App.run(App.java:12)
	at java.base/java.lang.Thread.run(Thread.java:1583)
	Suppressed: java.io.IOException: close
		at com.example.App.close(App.java:20)
Caused by: java.lang.NullPointerException: x
	at com.example.App.load(App.java:7)
	... 12 more`,
  'Java, uncaught': `Exception in thread "main" java.lang.RuntimeException: no
	at com.example.App.main(App.java:3)
Caused by: java.io.FileNotFoundException: x (No such file or directory)
	at com.example.App.main(App.java:2)
	... 1 common frames omitted`,
  'Python, chained': `ERROR:root:it failed
Traceback (most recent call last):
  File "/app/x.py", line 3, in f
    g()
    ~^^
  File "/app/x.py", line 6, in g
    raise ValueError("no")
ValueError: no

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/x.py", line 9, in <module>
    f()
app.errors.NotFound: no such thing`,
  'Python, without a message': `Traceback (most recent call last):
  File "/app/x.py", line 3, in <module>
    time.sleep(1)
KeyboardInterrupt`,
  'Python, of a library without sources': `Traceback (most recent call last):
  File "<frozen runpy>", line 198, in _run_module_as_main
  File "/app/x.py", line 3, in <module>
socket.timeout: timed out`,
  'Python, a group of exceptions': `ERROR:root:it failed
  + Exception Group Traceback (most recent call last):
  |   File "/app/x.py", line 6, in <module>
  |     asyncio.run(main())
  |            ^^^^^^^^^^^^
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/x.py", line 2, in a
    | ValueError: a
    +---------------- 2 ----------------
    | ValueError: b
    +------------------------------------`,
  'Node, several errors in one': `AggregateError: several
    at f (file:///app/x.mjs:1:21)
    at node:internal/main:1:1 {
  [errors]: [
    Error: a
        at f (file:///app/x.mjs:1:41)
        ... 2 lines matching cause stack trace ...
      [cause]: TypeError: b
          at f (file:///app/x.mjs:1:64)
    },
    5
  ]
}`,
  'Node, uncaught': `/app/x.js:3
    throw new TypeError('no');
    ^

TypeError: no
    at f (/app/x.js:3:11)
    at Object.<anonymous> (/app/x.js:6:1)
    at node:internal/main/run_main_module:28:49 {
  code: 'ERR_X',
  errno: -2,
  details: [
    1
  ]
}

Node.js v20.11.0`,
  'Node, code at the margin': `file:///app/x.mjs:1
throw new Error('no');
^

Error: no
    at file:///app/x.mjs:1:7`,
  'Node, reported': `{"level":"error","msg":"unhandled"}
Error: no
    at f (/app/x.js:3:11)
  [cause]: Error: x
      at g (/app/x.js:1:1)`,
  'Go, a panic': `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
main.f({0xc000012345, 0x3, 0x3})
	/app/main.go:12 +0x1f
main.(*Server).run(...)
	/app/main.go:20
net/http.(*conn).serve(0xc0000b2000, {0x7a1e48, 0xc0000a6180})
	/usr/local/go/src/net/http/server.go:2009 +0x5f4
created by main.main in goroutine 1
	/app/main.go:5 +0x25
exit status 2`,
  'Go, a signal': `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48e5c0]

goroutine 1 gp=0xc0000061c0 m=0 mp=0x5a7f60 [running]:
main.main()
	/app/main.go:5 +0x10`,
  'Go, a deadlock': `fatal error: all goroutines are asleep - deadlock!

goroutine 1 [chan receive]:
main.main()
	/app/main.go:5 +0x2d`,
  'Rust, a panic': `thread 'main' panicked at src/main.rs:3:5:
index out of bounds: the len is 3 but the index is 5
stack backtrace:
   0: rust_begin_unwind
             at /rustc/abc/library/std/src/panicking.rs:645:5
   1: app::main
             at ./src/main.rs:3:5
note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.`,
  'Rust, a panic of old': `thread 'main' panicked at 'no', src/main.rs:3:5
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace`,
  'Rust, anyhow': `Error: could not start

Caused by:
    0: no file
    1: No such file or directory (os error 2)`,
  'Rust, a compiler': `error[E0308]: mismatched types
 --> src/main.rs:3:5
  |
3 |     1
  |     ^ expected \`()\``
    .split('\n')
    .slice(0, 1)
    .join('\n'),
  '.NET': `fail: Microsoft.AspNetCore.Server.Kestrel[13]
      Connection id "0HN", Request id "1": An unhandled exception was thrown.
      System.InvalidOperationException: no
       ---> System.IO.IOException: x
         at App.Load() in /src/x.cs:line 7
         --- End of inner exception stack trace ---
         at App.Run() in /src/x.cs:line 12`,
  '.NET, uncaught': `Unhandled exception. System.InvalidOperationException: no
 ---> System.IO.IOException: x
   at App.Load() in /src/x.cs:line 7
   --- End of inner exception stack trace ---
--- End of stack trace from previous location ---
   at App.Main() in /src/x.cs:line 3`,
  Ruby: `/app/x.rb:3:in 'Integer#/': divided by 0 (ZeroDivisionError)
	from /app/x.rb:3:in 'Object#f'
	from /app/x.rb:6:in '<main>'`,
  Rails: `E, [2024-01-02T15:04:05.123456 #1] ERROR -- : [abc] NoMethodError (undefined method 'x' for nil):
app/controllers/a_controller.rb:12:in 'index'
lib/x.rb:3:in 'block in f'`,
  PHP: `PHP Fatal error:  Uncaught Exception: no in /app/x.php:3
Stack trace:
#0 /app/index.php(5): f()
#1 [internal function]: g('a', 1)
#2 {main}
  thrown in /app/x.php on line 3`,
  Laravel: `[2024-01-02 15:04:05] local.ERROR: no {"exception":"[object] (Exception(code: 0): no at /app/x.php:3)
[stacktrace]
#0 /app/index.php(5): f()
#1 {main}
"}`,
  Elixir: `15:04:05.123 [error] GenServer App terminating
** (RuntimeError) no
    (app 0.1.0) lib/x.ex:3: App.f/1
    (stdlib 5.0) gen_server.erl:1077: :gen_server.try_handle_call/4`.replace('\n**', '\n    **'),
  Postgres: `2024-01-02 15:04:05.123 UTC [70] ERROR:  duplicate key value violates unique constraint "x"
2024-01-02 15:04:05.123 UTC [70] DETAIL:  Key (id)=(1) already exists.
2024-01-02 15:04:05.123 UTC [70] STATEMENT:  INSERT INTO x
	VALUES (1)`,
  'JSON in several lines': `{
  "a": 1,
  "b": [
    2
  ]
}`,
  'the children of a line': `Listening:
  - http://localhost:1
  - http://localhost:2`,
};

/** Pairs of lines that have nothing to do with each other. */
export const separate: readonly (readonly [previous: string, text: string])[] = [
  ['started', 'listening'],
  ['started', ''],
  ['    at f (/app/x.js:1:2)', 'listening on 80'],
  ['	at com.example.App.run(App.java:12)', '2024-01-02 15:04:05,124 INFO [main] App - on'],
  ['  File "/app/x.py", line 3', 'INFO:     127.0.0.1:1 - "GET / HTTP/1.1" 200'],
  ['    raise ValueError', 'ERROR:root:next'],
  ['TypeError: a', 'TypeError: b'],
  ['info: ready', 'Error: first of a trace'],
  ['panic: x', '2024/01/02 15:04:05 started'],
  ['exit status 2', 'go run main.go'],
  ['Starting', ' * Running on http://0.0.0.0:5000'],
  ['> next dev', ' ✓ Ready in 1s'],
  ['> vite', '  ➜  Local:   http://localhost:5173/'],
  [' INFO  first', '    WARN  second, right-aligned'],
  ['goroutine 1 [running]:', 'plain words (in brackets) and more'],
  ['done', '#5 [internal] load build definition from Dockerfile'],
  ['#4 DONE 0.1s', '#5 [build 3/5] RUN npm ci'],
  ['started', '}'],
  ['a:', 'b: c'],
  ['thread pool ready', 'at last'],
];
