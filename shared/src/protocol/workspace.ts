import * as z from 'zod/mini';
import { ruleLevel } from '../rule-levels.ts';
import { notification } from './message.ts';

/** Of the code lenses in compose files. */
const lensSettings = z.object({
  enabled: z.boolean(),
  /** What the editor runs when a lens is clicked: of `lensCommands`, those that it has. */
  commands: z.array(z.string()),
  /** What it has not is done by the server itself, where that can (`workspace/executeCommand`). */
  server: z.boolean(),
  /** What a running service uses of processors and memory: its containers are then read all the time. */
  usage: z.boolean(),
  /** It draws codicons in the text of a lens. */
  icons: z.boolean(),
});
export type LensSettings = z.infer<typeof lensSettings>;

/** What a change of a file that a service mounts makes happen, whatever was found out about it. */
export const mountedFilesAction = z.enum(['restart', 'none', 'rebuild']);
export type MountedFilesAction = z.infer<typeof mountedFilesAction>;

/** Of hot reload. */
const reloadSettings = z.object({
  /** By the names of services. */
  services: z.record(z.string(), mountedFilesAction),
  /** Files that never count: patterns as in a `.gitignore` at the root of each workspace folder. */
  ignore: z.array(z.string()),
  /** Look at files in intervals, where the file system does not tell of changes. */
  poll: z.boolean(),
});
export type ReloadSettings = z.infer<typeof reloadSettings>;

/** Of logs that are kept on disk, of each project. */
const logsSettings = z.object({
  /** 0 keeps nothing beyond what is looked at. */
  keepBytes: z.number(),
  /** 0 is for ever. */
  keepMs: z.number(),
});
export type LogsSettings = z.infer<typeof logsSettings>;

/** Of metrics outside of the editor. */
const metricsSettings = z.object({
  /** Where Prometheus may read them, on the loopback interface; 0 is nowhere. */
  port: z.number(),
  /** Send them where the standard `OTEL_*` variables say. */
  otlp: z.boolean(),
});

/** What the server needs to know of the settings; the client sends it whole at each change. */
export const settingsSchema = z.object({
  /** An address (`unix://…`, `ssh://…`), an endpoint id, or empty for detection. */
  engine: z.string(),
  /** Host ports to choose from when a wanted one is taken, inclusive. */
  portsRange: z.object({ from: z.number(), to: z.number() }),
  /** Default of the toggle for projects where the user has not chosen. */
  autoRestart: z.boolean(),
  reload: reloadSettings,
  composeDiagnostics: z.boolean(),
  /** What the user made of findings in compose files, by their codes. */
  composeRules: z.record(z.string(), ruleLevel),
  composeLenses: lensSettings,
  logs: logsSettings,
  metrics: metricsSettings,
  /** How long a start waits for a service to be healthy. */
  startTimeoutMs: z.number(),
  /** How long a pull may go without a byte of progress. */
  pullIdleTimeoutMs: z.number(),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  engine: '',
  portsRange: { from: 20000, to: 29999 },
  autoRestart: false,
  reload: { services: {}, ignore: [], poll: false },
  composeDiagnostics: true,
  composeRules: {},
  // An editor that says nothing has no commands of ours.
  composeLenses: { enabled: true, commands: [], server: true, usage: false, icons: false },
  logs: { keepBytes: 64 * 1024 * 1024, keepMs: 7 * 24 * 60 * 60 * 1000 },
  metrics: { port: 0, otlp: false },
  startTimeoutMs: 120_000,
  pullIdleTimeoutMs: 60_000,
};

/** `initializationOptions` of the LSP `initialize` request. */
export const initializationSchema = z.object({
  settings: settingsSchema,
  /** Only language features work until this is true. */
  trusted: z.boolean(),
  /** Absolute paths of the workspace folders. */
  folders: z.array(z.string()),
  /** Absolute path of a folder for what must outlive the server (state of this workspace). */
  stateFolder: z.string(),
});
export type Initialization = z.infer<typeof initializationSchema>;

export const settingsChanged = notification('hyperbox/workspace/settingsChanged', settingsSchema);
export const trustGranted = notification('hyperbox/workspace/trustGranted', z.object({}));
export const foldersChanged = notification(
  'hyperbox/workspace/foldersChanged',
  z.object({ folders: z.array(z.string()) }),
);
