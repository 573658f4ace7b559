import { ruleLevel, readRuleLevels } from '#shared/rule-levels';
import { defaultSettings, type Settings } from '#shared/protocol/workspace';

export interface EditorSettings {
  readonly settings: Settings;
  /** What was left out, and why, as sentences. */
  readonly problems: readonly string[];
}

/**
 * What an editor that is not ours says about compose files, in `initializationOptions` or
 * `workspace/didChangeConfiguration`: `{ hyperbox: { compose: { rules, diagnostics, codeLens } } }`, or with dots
 * as in VS Code. Of these it is the whole: what is not there is the default. `undefined` where it says
 * nothing of compose files.
 */
export const readEditorSettings = (
  value: unknown,
  before: Settings = defaultSettings,
): EditorSettings | undefined => {
  const compose = at(at(value, 'hyperbox'), 'compose');
  if (compose === undefined) return undefined;
  const diagnostics = at(compose, 'diagnostics');
  const { levels, wrong } = readRuleLevels(at(compose, 'rules'));
  return {
    settings: {
      ...before,
      composeDiagnostics:
        typeof diagnostics === 'boolean' ? diagnostics : defaultSettings.composeDiagnostics,
      composeRules: levels,
      composeLenses: { ...before.composeLenses, enabled: at(compose, 'codeLens') !== false },
    },
    problems: wrong.map(
      ({ code, value }) =>
        `hyperbox.compose.rules${code === undefined ? '' : `: ${code}`} is ${JSON.stringify(value)}: ` +
        (code === undefined ? 'write codes with what they are.' : `write ${allowed}.`),
    ),
  };
};

const allowed = ruleLevel.options.join(', ');

/** The value of a key; of `a.b`, what is left under `b`. */
const at = (value: unknown, key: string): unknown => {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = Object.entries(value).find(([name]) => name === key)?.[1] as unknown;
  if (own !== undefined) return own;
  const dotted = Object.entries(value).filter(([name]) => name.startsWith(`${key}.`));
  if (dotted.length === 0) return undefined;
  return Object.fromEntries(dotted.map(([name, each]) => [name.slice(key.length + 1), each]));
};
