import { filePlace, type LogPlace } from './log-place.ts';
import { withoutTrailing } from './link-end.ts';

export interface LinkPattern {
  /** Global, and linear: what repeats cannot match what follows it. */
  readonly pattern: RegExp;
  readonly place: (found: RegExpExecArray, whole: string) => LogPlace;
  /** What of the text found is the link. */
  readonly trim?: (found: string) => string;
}

/** Endings of sources and of what programs complain about; others may be hosts, images or versions. */
const endings =
  'astro|bash|blade|[ce]?js|jsx|mjs|[cm]?tsx?|vue|svelte|marko|py[iwx]?|ipynb|e?rb|rake|ru|rs|go|templ|' +
  'java|kts?|scala|sbt|groovy|gradle|clj[cs]?|cs|cshtml|csx|razor|fsx?|vb|csproj|php|phtml|phpt|twig|' +
  'cc?|cpp|cxx|hh?|hpp|mm|swift|dart|exs?|eex|heex|erl|hrl|hs|elm|lua|p[lm]|jl|sh|zsh|fish|ps1|sql|' +
  'css|scss|sass|less|html?|ejs|hbs|pug|mdx?|mustache|jinja2?|j2|tmpl|xml|jsonc?|json5|ya?ml|toml|ini|' +
  'conf|cnf|cfg|env|properties|tf|hcl|nix|proto|graphql|gql|prisma|zig|nim|cr|ml|sol|cue|rego|lock';
const named = 'Dockerfile|Containerfile|Makefile|Rakefile|Gemfile|Procfile|Caddyfile|Jenkinsfile';

/** A name in a path; Next.js has `[id]` and `(group)`. */
const name = String.raw`(?:[\w@+%~$.-]|\[[\w.-]{1,40}\]|\((?!\d)[\w.-]{1,40}\)(?=[\\/]))`;
const path =
  String.raw`(?:[A-Za-z]:[\\/])?[\\/]?(?:${name}{1,200}[\\/]){0,40}` +
  `(?:${name}{0,200}\\.(?:${endings})|(?:${named}))`;

/** Nothing that would make it a part of something else stands before a path. */
const start = String.raw`(?<![\w.\\/@+%~$-])(?<!\w:[\\/]{0,2})`;
/** 3:11 of `x.py:3:11`; what goes on is a time or a version. */
const end = String.raw`(?!\w|\.\d|:\d)`;
const number = String.raw`(\d{1,7})`;

const file = (source: string): LinkPattern => ({
  pattern: new RegExp(source, 'g'),
  place: ([, found = '', line, column]) => filePlace(found, line, column),
});

/** The JVM names a class and a file, which lies where the class says: com/example/App.java. */
const ofJvm =
  /(?<=\bat (?:[\w.@-]{1,100}\/{1,2}){0,3}((?:[a-z_]\w{0,60}\.){0,20})[A-Z][\w$]{0,100}\.[\w$<>]{1,100}\()([\w$-]{1,100}\.(?:java|kt|scala|groovy)):(\d{1,7})/g;

export const linkPatterns: readonly LinkPattern[] = [
  {
    pattern: /\bhttps?:\/\/(?:[\w%~@]|\[[\da-f:.]+\])[^\s<>"'`{}|\\^]{0,2000}/gi,
    trim: withoutTrailing,
    place: (_found, url) => ({ kind: 'url', url }),
  },
  // file:///app/x.js:1:2, webpack://app/./src/x.ts:3, webpack-internal:///(rsc)/./app/page.tsx:3:5
  file(
    String.raw`\b((?:file|webpack|webpack-internal|turbopack|meteor|ng|app):\/\/` +
      String.raw`(?:\([\w-]{1,40}\)|[^\s()'"<>:]|:(?=[\\/])){1,500})` +
      `(?::${number})?(?::${number})?${end}`,
  ),
  // Python: File "/app/x.py", line 3
  file(String.raw`\bFile "([^"<>]{1,500})", line ${number}`),
  {
    pattern: ofJvm,
    place: ([, package_ = '', name = '', line]) =>
      filePlace(package_.replaceAll('.', '/') + name, line, undefined),
  },
  // src/x.ts:3:5, .NET's x.cs:line 12
  file(`${start}(${path}):(?:line )?${number}(?::${number})?${end}`),
  // tsc's x.ts(1,2), PHP's x.php(5)
  file(`${start}(${path})\\(${number}(?:,\\s?${number})?\\)`),
  // PHP's x.php on line 3, Perl's x.pl line 3
  file(`${start}(${path})(?: on)? line ${number}`),
];
