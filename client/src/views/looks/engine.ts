import type { EndpointItem, EngineFault, EngineState } from '#shared/protocol/engine';
import { t } from '../../base/l10n.ts';
import type { Look } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';

/** The engine's row; when it is not usable also why, and what to do about it. */
export const engineRows = (state: EngineState): readonly RowSpec[] => {
  const row = (look: Omit<Look, 'contextValue' | 'spoken'>): RowSpec => ({
    id: 'engine',
    look: {
      ...look,
      contextValue: `${state.kind}Engine`,
      spoken: `${t('Engine')}: ${look.label}, ${look.description ?? ''}`,
    },
    target: { kind: 'engine', state },
    detail: state,
  });
  switch (state.kind) {
    case 'searching':
      return [row({ label: t('Looking for a container engine…'), icon: 'loading~spin' })];
    case 'connected':
      return [
        row({
          label: `${state.engine.product} ${shortVersion(state.engine.version)}`,
          description: state.endpoint.label,
          icon: 'server-environment',
          color: 'testing.iconPassed',
        }),
      ];
    case 'none':
      return [
        row({ label: t('No container engine'), icon: 'circle-slash' }),
        ...faultRows(state.fault),
      ];
    case 'broken':
      return [row(brokenLook(state.endpoint, t('cannot be used'))), ...faultRows(state.fault)];
    case 'lost':
      return [row(brokenLook(state.endpoint, t('reconnecting…'))), ...faultRows(state.fault)];
  }
};

/** Without what a distribution adds: "20.10.24+dfsg1" is 20.10.24. */
const shortVersion = (version: string): string => version.replace(/\+.*$/, '');

const brokenLook = (endpoint: EndpointItem, word: string) => ({
  label: endpoint.label,
  description: word,
  icon: 'warning',
  color: 'problemsWarningIcon.foreground',
});

const faultRows = (fault: EngineFault): readonly RowSpec[] => [
  textRow('message', { label: fault.message, icon: 'info' }),
  textRow('remedy', { label: fault.remedy, icon: 'lightbulb' }),
  ...(fault.command === undefined
    ? []
    : [textRow('command', { label: fault.command, icon: 'terminal' }, fault.command)]),
];

const textRow = (
  id: string,
  look: { readonly label: string; readonly icon: string },
  copy?: string,
): RowSpec => ({
  id: `engine:${id}`,
  look: {
    ...look,
    ...(copy === undefined
      ? {}
      : { description: t('click to copy'), command: 'hyperbox.engine.copyCommand' }),
    contextValue: copy === undefined ? 'engineText' : 'engineCommand',
    spoken: look.label,
  },
  target: { kind: 'text', ...(copy === undefined ? {} : { copy }) },
});
