/** Any of several patterns, each from the line's start. */
const any = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(`^(?:${patterns.map(({ source }) => source).join('|')})`);

/** What is of a trace whatever is before it. */
export const frames = any(
  // JavaScript, the JVM, .NET
  /\s+at \S/,
  /\s+\.\.\. \d+ (?:more|common frames omitted)/,
  /\s*(?:Caused by|Suppressed|Wrapped by):/,
  /\s+\[cause\]: /,
  / *---> \S/,
  / *--- End of (?:inner exception )?stack trace/,
  // Python
  /\s+File "[^"]+", line \d/,
  /During handling of the above exception/,
  /The above exception was the direct cause/,
  // Go
  /goroutine \d+ (?:gp=\S+ )?(?:m=\S+ (?:mp=\S+ )?)?\[/,
  /created by [\w./*()-]+(?: in goroutine \d+)?$/,
  /\t\S+\.go:\d+/,
  // Rust
  /stack backtrace:/,
  /note: (?:run with `RUST_BACKTRACE|Some details are omitted)/,
  // Ruby, PHP, Dart, debuggers
  /\s+from \S+:\d+:in /,
  /\[?[Ss]tack ?trace[:\]]/,
  /#\d+ +(?:\/|\{main\}|\[internal function\]|0x|\S+\(\d+\)|\S+ \(\S+:\d+)/,
  /\s+thrown in \S+ on line \d/,
  // PostgreSQL
  /[^"']{0,100}?\b(?:DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION): {2}/,
);

/** Beginnings of what blank lines do not end. */
export const headless = any(
  /panic: /,
  /fatal error: /,
  /goroutine \d/,
  /created by /,
  /\[signal /,
  /(?:\^+|[}\])]+)$/,
  /thread '/,
  /(?:Caused by|Suppressed):/,
  /(?:file:\/\/)?\/\S{1,500}\.[cm]?[jt]sx?:\d+$/,
  /During handling/,
  /The above exception/,
  /PHP (?:Fatal|Parse) error/,
  /stack backtrace/i,
);

interface Pair {
  readonly text: RegExp;
  readonly previous: RegExp;
}

/** What is of a trace after a line of one. */
export const pairs: readonly Pair[] = [
  // Python ends with the exception, below the last line of code.
  {
    text: /^(?!(?:CRITICAL|ERROR|WARNING|WARN|INFO|DEBUG|TRACE):)(?:(?:\w{1,60}\.){1,12}\w{1,80}|[A-Z]\w{0,80})(?:: |:?$)/,
    previous: /^(?: {4}(?!\s*at )\S| {2}File "|\s+[~^][\s~^]*$|\s+\^+$)/,
  },
  { text: /^Traceback \(most/, previous: any(/During handling/, /The above exception/) },
  // Node shows the line of the file before the error, and says at the end what it is.
  { text: /^/, previous: /^(?:file:\/\/)?\/\S{1,500}\.[cm]?[jt]sx?:\d+$/ },
  { text: /^\^+$/, previous: /^/ },
  { text: /^(?:Uncaught )?[A-Z]\w{0,80}(?: \[\w+\])?(?:: |$)/, previous: /^\s*\^+$/ },
  { text: /^Node\.js v\d/, previous: /^(?:\s|\}|Node\.js)/ },
  // Go puts functions at the margin, with their places below.
  {
    text: /^[\w./-]\S{0,500}\(.{0,2000}\)$/,
    previous: /^(?:goroutine \d|\t\S+:\d+|runtime stack:|\[signal )/,
  },
  { text: /^(?:exit status \d|runtime stack:)/, previous: /^(?:\s|goroutine|fatal error)/ },
  { text: /^\[signal /, previous: /^(?:panic|fatal error): / },
  // Rust puts the message below the place.
  { text: /^/, previous: /^thread '[^']{0,100}' (?:\(\d+\) )?panicked at .*:$/ },
  // Ruby on Rails has its frames at the margin.
  {
    text: /^(?:from )?[^\s:]{1,300}\.rb:\d+:in /,
    previous: /^\s*(?:from )?[^\s:]{1,300}\.rb:\d+:in |\w(?:Error|Exception)\b/,
  },
  // What was opened is closed.
  { text: /^["'}\])]+[,;)]*\s*$/, previous: /^(?:\s|#\d)|[[{(]\s*$/ },
];
