import type { ProjectItem, ServiceItem } from '#shared/protocol/projects';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { t } from '../base/l10n.ts';
import { cell, codeSpan, plainText } from '../format/markdown.ts';
import { shownPath } from './shown-path.ts';
import { canReload } from './toggles.ts';
import { actionWords } from './words.ts';

export interface ExplanationOptions {
  readonly project: ProjectItem;
  /** Of the project, in the order in which they are asked. */
  readonly rules: readonly ReloadRuleItem[];
  /** Where a link to a line leads; nothing where none can. */
  readonly linkTo: (place: { readonly path: string; readonly line: number }) => string | undefined;
}

/** A Markdown document: for each service which file makes what happen, and why. */
export const explanation = (options: ExplanationOptions): string => {
  const { project } = options;
  const services = project.services.filter((service) => canReload(project, service));
  return [
    `# ${plainText(t('Reload rules of {0}', project.name))}`,
    plainText(
      t('What a saved file makes happen, in the order in which HyperBox looks for a rule.'),
    ),
    ...services.flatMap((service) => serviceSection(service, options)),
    '',
  ].join('\n\n');
};

const serviceSection = (
  service: ServiceItem,
  { project, rules, linkTo }: ExplanationOptions,
): readonly string[] => {
  const own = rules.filter((rule) => rule.service === service.name);
  const heading = [
    `## ${plainText(service.name)}`,
    plainText(
      service.autoRestart ? t('Auto restart on save is on.') : t('Auto restart on save is off.'),
    ),
  ];
  if (own.length === 0) {
    return [...heading, plainText(t('It uses no file that could be saved: a save does nothing.'))];
  }
  const head = [t('Saved'), t('What happens'), t('Why')].map(plainText);
  const rows = own.map((rule) => [
    pathCell(rule, project.directory),
    plainText(actionWords[rule.action]()),
    whyCell(rule, { directory: project.directory, linkTo }),
  ]);
  const table = [head, ['---', '---', '---'], ...rows];
  return [...heading, table.map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')];
};

const pathCell = ({ path, target }: ReloadRuleItem, directory: string): string => {
  const from = codeSpan(shownPath(path, directory));
  return target === undefined ? from : `${from} → ${codeSpan(target)}`;
};

const whyCell = (
  { why, except, declaredAt }: ReloadRuleItem,
  { directory, linkTo }: { readonly directory: string } & Pick<ExplanationOptions, 'linkTo'>,
): string => {
  const parts = [plainText(why)];
  if (declaredAt !== undefined) {
    const text = codeSpan(`${shownPath(declaredAt.path, directory)}:${declaredAt.line}`);
    const link = linkTo(declaredAt);
    parts.push(link === undefined ? text : `[${text}](<${link}>)`);
  }
  if (except.length > 0) {
    parts.push(`<br>${plainText(t('But not:'))} ${except.map(codeSpan).join(', ')}`);
  }
  return parts.join(' ');
};
