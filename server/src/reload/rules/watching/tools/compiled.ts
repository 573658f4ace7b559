import { does, has, mentions } from './conditions.ts';
import type { Tool } from './tool.ts';

/** What is compiled: Go, Rust, .NET, Java, Elixir. */
export const compiledTools: readonly Tool[] = [
  { says: 'air', programs: ['air'] },
  { says: 'CompileDaemon', programs: ['CompileDaemon'] },
  { says: 'gow', programs: ['gow'] },
  { says: 'reflex', programs: ['reflex', 'modd', 'realize', 'fresh', 'wgo'] },
  { says: 'cargo watch', programs: ['cargo'], when: does('watch', 'leptos') },
  { says: 'cargo watch', programs: ['cargo-watch', 'bacon'] },
  { says: 'trunk serve', programs: ['trunk', 'dx'], when: does('serve') },
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
];
