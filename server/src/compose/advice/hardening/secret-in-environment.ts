import { referencePage } from '../../catalog/reference-page.ts';
import type { MapNode, TreeNode } from '../../yaml/tree.ts';
import { child, entriesOf, itemsOf } from '../../yaml/tree.ts';
import { serviceAdvice } from '../advice.ts';
import type { RuleFinding } from '../../rules/rule.ts';

/** What is in the environment is in `inspect`, in crash reports, and in the file that is committed. */
export const secretInEnvironment = serviceAdvice(
  {
    code: 'secret-in-environment',
    severity: 'hint',
    summary: 'A password, token or key that is written into the environment of a service.',
    url: referencePage('secrets'),
  },
  (_, name, { root }) => found(name, root),
);

const found = (name: string, root: MapNode): readonly RuleFinding[] => {
  const service = child(child(root, 'services'), name);
  return variables(child(service, 'environment')).flatMap((variable) => {
    const { key, value } = variable;
    const isUrl = holdsPassword(value);
    if (!(isSecretName(key) && isSecretValue(value)) && !isUrl) return [];
    if (!isLiteral(variable)) return [];
    return [
      {
        at: ['services', name, 'environment', key],
        message: isUrl
          ? `The password in ${key} can be read by whoever reads this file or inspects the container.`
          : `${key} can be read by whoever reads this file or inspects the container.`,
        hint: 'Keep it in a file that is not committed: a secret, or `.env`.',
      },
    ];
  });
};

interface Variable {
  readonly key: string;
  readonly value: string;
  readonly node: TreeNode;
  readonly isItem: boolean;
}

/** As the file has them: those of env files are elsewhere already. */
const variables = (environment: TreeNode | undefined): readonly Variable[] => [
  ...entriesOf(environment).flatMap(([key, { value: node }]) =>
    node.kind === 'scalar' && node.value !== null
      ? [{ key, value: node.text, node, isItem: false }]
      : [],
  ),
  ...itemsOf(environment).flatMap((node) => {
    const [, key, value] = node.kind === 'scalar' ? (/^([^=]+)=(.*)$/s.exec(node.text) ?? []) : [];
    return key === undefined || value === undefined ? [] : [{ key, value, node, isItem: true }];
  }),
];

const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|SECRET_?KEY|ACCESS_?KEY|PRIVATE_?KEY|AUTH_?KEY|ENCRYPTION_?KEY|SECRET_KEY_BASE|CREDENTIALS?)(_?\d+)?$|._PWD$|[a-z](Password|Secret|Token|ApiKey)$/i;
/** Words that say how secrets are dealt with. */
const aboutSecrets =
  /(^|_)(ALLOW|RANDOM|REQUIRED?|ENABLED?|DISABLED?|PUBLIC|RESET|FORGOT|CHANGE|VALIDATE|EXPIRED?)_|^(USE|HAS|NO|SKIP|IS)_/i;

const isSecretName = (key: string): boolean => secretName.test(key) && !aboutSecrets.test(key);

/** Not a switch, nor the place of a file. */
const isSecretValue = (value: string): boolean =>
  value.trim() !== '' &&
  !/^(true|false|yes|no|on|off|none|null|[01])$/i.test(value) &&
  !/^(file:|\/|\.\.?\/|~\/)[^\s]*\/|^\/run\/secrets\b/.test(value);

const holdsPassword = (value: string): boolean =>
  /^[a-z][\w+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i.test(value);

/** What a variable brings is not in the file; its default is. */
const isLiteral = ({ node: { origin }, key, isItem }: Variable): boolean => {
  const { source, start, end } = origin;
  const lineEnd = source.text.indexOf('\n', start);
  // Where a mapping was merged into a list, its items stand where the keys do.
  const stop = isItem ? Math.max(end, lineEnd === -1 ? source.text.length : lineEnd) : end;
  const text = source.text.slice(start, stop).replaceAll('$$', '');
  // A name alone takes the variable of whoever starts the project.
  const value = isItem ? /^["']?[=:]\s*(.+)$/s.exec(text.replace(key, '').trimStart())?.[1] : text;
  if (value === undefined || value === '') return false;
  const references = [...value.matchAll(/\$(?:\{[^}]*\}?|[A-Za-z_]\w*)/g)].map(([whole]) => whole);
  return references.every((each) => /^\$\{\w+:?-(?!["']?\})[^$]/.test(each));
};
