import { isIP } from 'node:net';
import { isScalar } from 'yaml';
import { insertInto, setAt, type InsertOptions } from '../edits/insert.ts';
import { ownerOf } from '../edits/place.ts';
import { otherWay } from '../rewrites/attributes.ts';
import { entriesOf, keyText, textUnder } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, type Fix, type Fixer } from './fix.ts';

/** Adds an attribute to the service that the diagnostic is in. */
export const addToService = (
  title: string,
  attributes: (name: string) => Readonly<Record<string, unknown>>,
  options: InsertOptions & Pick<Fix, 'everywhere'> = {},
): Fixer =>
  atEntry(({ path }, { file }) => {
    const [section, name] = path;
    if (section !== 'services' || name === undefined) return [];
    const { everywhere, ...insert } = options;
    const edits = Object.entries(attributes(String(name))).map(([key, value]) =>
      setAt(file.syntax, [section, name, ...key.split('.')], value, insert),
    );
    return offer(
      title.replace('…', String(name)),
      edits,
      everywhere === undefined ? {} : { everywhere },
    );
  });

/** A dependency that may be missing. */
export const notRequiredService: Fixer = atEntry((entry, { file, diagnostic }) => {
  if (entry.key === undefined || !messageOf(diagnostic).includes('profile')) return [];
  return offer('Go on without it: `required: false`', [
    setAt(file.syntax, [...entry.path, 'required'], false),
  ]);
});

/** A network in which the fixed address is. */
export const addSubnet: Fixer = atEntry(({ path, value }, { file }) => {
  const network = path[3];
  const address = isScalar(value) && typeof value.value === 'string' ? value.value : '';
  if (network === undefined || isIP(address) !== 4) return [];
  const subnet = `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return offer(`Give \`${String(network)}\` the subnet ${subnet}`, [
    setAt(file.syntax, ['networks', network, 'ipam', 'config'], [{ subnet }]),
  ]);
});

/** Files are synchronised to somewhere; without that the image is built again. */
export const rebuildInstead: Fixer = atEntry(({ path }, { file }) => {
  const watch = [...path.slice(0, 2), 'develop', 'watch'];
  return entriesOf(file.syntax)
    .filter(({ path: at }) => at.length === 5)
    .filter((entry) => watch.every((part, index) => entry.path[index] === part))
    .filter(({ value }) => {
      const action = textUnder(value, 'action');
      return textUnder(value, 'target') === undefined && !/^(rebuild|restart)$/.test(action ?? '');
    })
    .flatMap((entry) =>
      offer('Rebuild instead of synchronising', [
        setAt(file.syntax, [...entry.path, 'action'], 'rebuild'),
      ]),
    );
});

/** Waits for the end of a service that ends by itself; a list cannot say so, and becomes a mapping. */
export const waitForEnd: Fixer = atEntry((entry, { file }) => {
  const { syntax } = file;
  const condition = 'service_completed_successfully';
  const title = `Wait for \`${condition}\``;
  if (entry.key !== undefined) {
    return offer(title, [setAt(syntax, [...entry.path, 'condition'], condition)]);
  }
  const list = ownerOf(syntax, entry);
  if (list === undefined) return [];
  const edits = otherWay(syntax, list, {
    noun: '',
    toItem: () => undefined,
    toEntry: (name) => [
      name,
      { condition: name === keyText(entry.value) ? condition : 'service_started' },
    ],
  });
  return edits === undefined ? [] : offer(title, edits);
});

/** Takes back the profiles that another service has brought along. */
export const resetProfiles: Fixer = atEntry((entry, { file }) => {
  const marker = 'no-profiles';
  const edit =
    entry.path.length === 2 ? insertInto(file.syntax, entry, 'profiles', marker) : undefined;
  return edit === undefined
    ? []
    : offer('Start it always: `profiles: !reset []`', [
        { ...edit, newText: edit.newText.replace(marker, '!reset []') },
      ]);
});
