import type { Command } from './commands.ts';

/**
 * How a program takes a change of its files: it `watches` them and starts itself anew, or `reads` them
 * anew each time they are asked for.
 */
export type Taking = 'watches' | 'reads';

export interface Tool {
  /** Its name, as people know it with what makes it so: `uvicorn --reload`. */
  readonly says: string;
  readonly programs: readonly string[];
  readonly taking?: Taking;
  /** Whether it does so when it is called like this; always, where nothing is said. */
  readonly when?: (command: Command) => boolean;
}

const has =
  (...options: readonly string[]) =>
  ({ args }: Command): boolean =>
    args.some((arg) => options.some((option) => arg === option || arg.startsWith(`${option}=`)));

/** Its first word that is no option: a verb, a script. */
const verb = ({ args }: Command): string => args.find((arg) => !arg.startsWith('-')) ?? '';

const does =
  (...verbs: readonly string[]) =>
  (command: Command): boolean =>
    verbs.includes(verb(command));

const mentions =
  (pattern: RegExp) =>
  ({ args }: Command): boolean =>
    args.some((arg) => pattern.test(arg));

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !['', '0', 'false', 'no', 'off'].includes(value.toLowerCase());

/** The first row that holds counts. */
export const tools: readonly Tool[] = [
  // JavaScript
  { says: 'nodemon', programs: ['nodemon'] },
  { says: 'ts-node-dev', programs: ['ts-node-dev', 'tsnd', 'node-dev'] },
  { says: 'tsx watch', programs: ['tsx'], when: has('watch', '--watch') },
  { says: 'node --watch', programs: ['node', 'nodejs'], when: has('--watch', '--watch-path') },
  { says: 'bun --watch', programs: ['bun'], when: has('--watch', '--hot') },
  { says: 'deno --watch', programs: ['deno'], when: has('--watch', '--watch-hmr') },
  { says: 'vite', programs: ['vite'], when: does('', 'dev', 'serve') },
  { says: 'vite build --watch', programs: ['vite'], when: has('--watch', '-w') },
  { says: 'vitest', programs: ['vitest'], when: (command) => !does('run', 'related')(command) },
  { says: 'next dev', programs: ['next'], when: does('dev') },
  { says: 'nuxt dev', programs: ['nuxt', 'nuxi'], when: does('dev', '') },
  {
    says: 'remix dev',
    programs: ['remix', 'react-router'],
    when: does('dev', 'vite:dev', 'watch'),
  },
  { says: 'astro dev', programs: ['astro'], when: does('dev', '') },
  { says: 'gatsby develop', programs: ['gatsby'], when: does('develop') },
  { says: 'react-scripts start', programs: ['react-scripts', 'craco'], when: does('start') },
  { says: 'vue-cli-service serve', programs: ['vue-cli-service'], when: does('serve', '') },
  { says: 'ng serve', programs: ['ng'], when: does('serve', 's', 'dev') },
  { says: 'ember serve', programs: ['ember'], when: does('serve', 'server', 's') },
  { says: 'nest start --watch', programs: ['nest'], when: has('--watch', '-w') },
  {
    says: 'webpack serve',
    programs: ['webpack'],
    when: does('serve', 'server', 's', 'watch', 'w'),
  },
  { says: 'webpack --watch', programs: ['webpack'], when: has('--watch', '-w') },
  { says: 'webpack-dev-server', programs: ['webpack-dev-server'] },
  { says: 'rspack serve', programs: ['rspack', 'rsbuild'], when: does('serve', 'dev', '') },
  { says: 'parcel', programs: ['parcel'], when: (command) => !does('build')(command) },
  { says: 'rollup --watch', programs: ['rollup'], when: has('--watch', '-w') },
  { says: 'esbuild --watch', programs: ['esbuild'], when: has('--watch') },
  { says: 'tsc --watch', programs: ['tsc'], when: has('--watch', '-w') },
  { says: 'tsup --watch', programs: ['tsup', 'tsdown'], when: has('--watch', '-w') },
  { says: 'sass --watch', programs: ['sass', 'postcss'], when: has('--watch', '-w') },
  { says: 'tailwindcss --watch', programs: ['tailwindcss', 'cli'], when: has('--watch', '-w') },
  { says: 'gulp watch', programs: ['gulp', 'grunt'], when: does('watch') },
  { says: 'turbo watch', programs: ['turbo'], when: does('watch') },
  { says: 'storybook dev', programs: ['storybook'], when: does('dev') },
  { says: 'start-storybook', programs: ['start-storybook'] },
  { says: 'docusaurus start', programs: ['docusaurus'], when: does('start') },
  { says: 'vitepress dev', programs: ['vitepress', 'vuepress'], when: does('dev', '') },
  { says: 'eleventy --serve', programs: ['eleventy'], when: has('--serve', '--watch') },
  { says: 'strapi develop', programs: ['strapi'], when: does('develop', 'dev') },
  { says: 'medusa develop', programs: ['medusa'], when: does('develop') },
  { says: 'wrangler dev', programs: ['wrangler'], when: does('dev') },
  { says: 'expo start', programs: ['expo'], when: does('start') },
  { says: 'live-server', programs: ['live-server', 'browser-sync'] },
  { says: 'a file server', programs: ['http-server', 'serve'], taking: 'reads' },
  // Python
  { says: 'uvicorn --reload', programs: ['uvicorn'], when: has('--reload') },
  { says: 'gunicorn --reload', programs: ['gunicorn'], when: has('--reload') },
  { says: 'hypercorn --reload', programs: ['hypercorn', 'daphne'], when: has('--reload') },
  { says: 'granian --reload', programs: ['granian', 'litestar'], when: has('--reload', '-r') },
  {
    says: 'sanic --dev',
    programs: ['sanic'],
    when: has('--dev', '-d', '--auto-reload', '--reload'),
  },
  {
    says: 'fastapi dev',
    programs: ['fastapi'],
    when: (command) => does('dev')(command) && !has('--no-reload')(command),
  },
  {
    says: 'flask run --debug',
    programs: ['flask', 'quart'],
    when: (command) =>
      mentions(/^run$/)(command) &&
      !has('--no-reload', '--no-debug')(command) &&
      (has('--debug', '--reload')(command) ||
        isOn(command.environment['FLASK_DEBUG']) ||
        command.environment['FLASK_ENV'] === 'development'),
  },
  {
    says: 'manage.py runserver',
    programs: ['python', 'python3', 'manage.py', 'django-admin', 'django'],
    when: (command) => mentions(/^runserver(_plus)?$/)(command) && !has('--noreload')(command),
  },
  {
    says: 'watchmedo',
    programs: ['watchmedo'],
    when: does('auto-restart', 'shell-command', 'tricks'),
  },
  { says: 'watchfiles', programs: ['watchfiles', 'jurigged', 'py-mon', 'pymon', 'hupper'] },
  { says: 'streamlit', programs: ['streamlit'], when: does('run') },
  { says: 'mkdocs serve', programs: ['mkdocs', 'zensical'], when: does('serve') },
  { says: 'sphinx-autobuild', programs: ['sphinx-autobuild'] },
  {
    says: 'jupyter',
    programs: ['jupyter', 'jupyter-lab', 'jupyter-notebook', 'start-notebook.sh'],
    taking: 'reads',
  },
  { says: 'python -m http.server', programs: ['http.server'], taking: 'reads' },
  // Go
  { says: 'air', programs: ['air'] },
  { says: 'CompileDaemon', programs: ['CompileDaemon'] },
  { says: 'gow', programs: ['gow'] },
  { says: 'reflex', programs: ['reflex', 'modd', 'realize', 'fresh', 'wgo'] },
  // Rust
  { says: 'cargo watch', programs: ['cargo'], when: does('watch', 'leptos') },
  { says: 'cargo watch', programs: ['cargo-watch', 'bacon'] },
  { says: 'trunk serve', programs: ['trunk', 'dx'], when: does('serve') },
  // Ruby
  {
    says: 'rails server',
    programs: ['rails', 'ruby'],
    when: (command) =>
      mentions(/^(?:s|server)$/)(command) &&
      (command.tool === 'rails' || mentions(/rails$/)(command)) &&
      isDevelopment(command),
  },
  { says: 'bin/dev', programs: ['dev'], when: (command) => isDevelopment(command) },
  { says: 'rerun', programs: ['rerun', 'guard'] },
  {
    says: 'jekyll serve',
    programs: ['jekyll'],
    when: (command) => does('serve', 's', 'server')(command) && !has('--no-watch')(command),
  },
  { says: 'middleman', programs: ['middleman'], when: does('server', '') },
  // PHP: every request reads the scripts anew
  { says: 'php -S', programs: ['php'], taking: 'reads', when: has('-S') },
  {
    says: 'php artisan serve',
    programs: ['php', 'artisan'],
    taking: 'reads',
    when: mentions(/^serve$/),
  },
  { says: 'php-fpm', programs: ['php-fpm', 'php-fpm8', 'php-fpm7'], taking: 'reads' },
  {
    says: 'symfony serve',
    programs: ['symfony'],
    taking: 'reads',
    when: mentions(/^(?:local:)?server:start$|^serve$/),
  },
  {
    says: 'Apache',
    programs: ['apache2-foreground', 'httpd-foreground', 'apache2ctl', 'apachectl', 'httpd'],
    taking: 'reads',
  },
  // Others
  { says: 'dotnet watch', programs: ['dotnet'], when: does('watch') },
  {
    says: 'mix phx.server',
    programs: ['mix', 'iex'],
    when: (command) =>
      mentions(/^phx\.server$/)(command) && (command.environment['MIX_ENV'] ?? 'dev') === 'dev',
  },
  {
    says: 'quarkus dev',
    programs: ['mvn', 'mvnw', 'gradle', 'gradlew', 'quarkus'],
    when: mentions(/quarkus:dev$|^quarkusDev$|^dev$/),
  },
  { says: 'gradle --continuous', programs: ['gradle', 'gradlew'], when: has('--continuous', '-t') },
  { says: 'sbt ~', programs: ['sbt'], when: mentions(/^~/) },
  {
    says: 'hugo server',
    programs: ['hugo'],
    when: (command) => does('server', 'serve')(command) && !has('--watch=false')(command),
  },
  { says: 'watchexec', programs: ['watchexec', 'entr'] },
  { says: 'nginx', programs: ['nginx', 'nginx-debug'], taking: 'reads' },
  {
    says: 'Caddy',
    programs: ['caddy'],
    taking: 'reads',
    when: does('run', 'file-server', 'start'),
  },
  { says: 'lighttpd', programs: ['lighttpd'], taking: 'reads' },
];

const isDevelopment = ({ args, environment }: Command): boolean => {
  const said = args.find((_, at) => ['-e', '--environment'].includes(args[at - 1] ?? ''));
  return (
    (said ?? environment['RAILS_ENV'] ?? environment['RACK_ENV'] ?? 'development') === 'development'
  );
};
