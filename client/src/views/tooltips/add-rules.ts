import type { ProjectId } from '#shared/protocol/ids';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { t } from '../../base/l10n.ts';
import { ruleLines } from '../../reload/rule-lines.ts';
import { canReload } from '../../reload/toggles.ts';
import type { Target } from '../target.ts';
import type { Tooltip } from './tooltip.ts';

/** Which rules a project has, or one service of it. */
export type ExplainRules = (
  projectId: ProjectId,
  service: string | undefined,
) => Promise<readonly ReloadRuleItem[]>;

/** Says what a save would do, where that is asked of a project or a service. */
export const addRules = async (
  tooltip: Tooltip,
  target: Target,
  explain: ExplainRules,
): Promise<void> => {
  if (target.kind !== 'project' && target.kind !== 'service') return;
  const { project } = target;
  const service = target.kind === 'service' ? target.service : undefined;
  const declared =
    service === undefined ? project.source.kind !== 'running' : canReload(project, service);
  if (!declared) return;
  // The rest of the tooltip is worth showing without them.
  const rules = await explain(project.id, service?.name).catch(() => undefined);
  if (rules === undefined || rules.length === 0) return;
  const isOn = service?.autoRestart ?? project.autoRestart;
  tooltip.list(
    isOn ? t('On save') : t('On save, if auto restart were on'),
    ruleLines(rules, { directory: project.directory, named: service === undefined }),
  );
};
