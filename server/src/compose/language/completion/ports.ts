import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { isSeq, type Node } from 'yaml';
import { protocolOf } from '../../run/spec/ports.ts';
import { exposedPorts } from '../../../dockerfile/exposed.ts';
import { parseDockerfile } from '../../../dockerfile/parse.ts';
import { dockerfilePaths } from '../../build-files.ts';
import type { ComposeBuild } from '../../model.ts';
import { freePorts, usualHostPort } from '../engine/free-ports.ts';
import { inTime, late } from '../engine/in-time.ts';
import { publishedIn } from '../fixes/ports.ts';
import { entryAt, textUnder } from '../syntax/syntax.ts';
import type { Path } from '../../yaml/tree.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

interface Around {
  readonly file: OpenCompose;
  readonly offset: number;
  readonly workspace: LanguageWorkspace;
}

/** Where a published port is written: a free host port for each port that the image listens on. */
export const portItems = async (
  caret: Caret,
  around: Around,
): Promise<readonly CompletionItem[]> => {
  const { path, place } = caret;
  const [section, , attribute, index, key, ...more] = path;
  if (section !== 'services' || attribute !== 'ports' || place !== 'value' || more.length > 0)
    return [];
  if (typeof index !== 'number') return [];
  if (key === undefined) return shortItems(caret, around);
  return key === 'published' ? publishedItems(caret, around) : [];
};

/** `80/tcp`, where the image is on the engine, or is built, and says so. */
const exposedBy = async (
  { path }: Caret,
  { file, workspace }: Around,
): Promise<readonly string[]> => {
  const { model } = await workspace.judge(file.path);
  const build = model?.services[String(path[1])]?.build;
  if (build !== undefined) return exposedByBuild(build, workspace);
  const service = entryAt(file.syntax, path.slice(0, 2))?.value;
  const reference = textUnder(service, 'image') ?? '';
  const image =
    reference === '' || reference.includes('$')
      ? undefined
      : await workspace.engine?.image(reference);
  return image === undefined || image === 'absent' ? [] : image.exposedPorts;
};

/** Somebody waits to go on typing. */
const patienceMs = 500;

const exposedByBuild = async (
  build: ComposeBuild,
  workspace: LanguageWorkspace,
): Promise<readonly string[]> => {
  const texts = await Promise.all(dockerfilePaths(build).map((each) => workspace.text(each)));
  const text = build.dockerfile_inline ?? texts.find((each) => each !== undefined);
  const exposed = text === undefined ? undefined : exposedPorts(parseDockerfile(text), build);
  return (exposed ?? []).map(({ first, protocol }) => `${String(first)}/${protocol}`);
};

const shortItems = async (caret: Caret, around: Around): Promise<readonly CompletionItem[]> => {
  const { file, offset, workspace } = around;
  const sight = workspace.engine?.sight;
  const { typed } = caret;
  if (sight === undefined || !/^(\d*|\d+:\d*)$/.test(typed)) return [];
  const answer = await inTime(exposedBy(caret, around), patienceMs);
  const exposed = answer === late ? [] : answer;
  const alone = /^\d+$/.test(typed) && Number(typed) <= 65535 ? [`${typed}/tcp`] : [];
  const listening = exposed.length > 0 ? exposed : alone;
  const taken = publishedIn(file.syntax);
  const wanted = listening.map((text) => {
    const [port = '', protocol] = text.split('/');
    return { target: Number(port), protocol: protocolOf(protocol) };
  });
  const [, given] = /^(\d+):/.exec(typed) ?? [];
  const free = await freePorts(
    sight,
    wanted.map(({ target, protocol }) => ({
      ...{ from: usualHostPort(target), protocol, taken },
    })),
  );
  // A port is text: YAML reads some pairs of numbers as one in base 60.
  const quoted = /["']/.test(file.document.getText().charAt(offset - typed.length - 1));
  return wanted.flatMap(({ target, protocol }, at): readonly CompletionItem[] => {
    const host = given ?? free[at];
    if (host === undefined) return [];
    const label = `${String(host)}:${String(target)}${protocol === 'tcp' ? '' : `/${protocol}`}`;
    return [
      {
        ...{ label, kind: CompletionItemKind.Value },
        detail: given === undefined ? `${String(host)} is free` : `to ${String(target)}`,
        // What is typed may be the port that it leads to.
        filterText: `${typed}${label}`,
        ...(!quoted && { insertText: `"${label}"` }),
      },
    ];
  });
};

const publishedItems = async (
  { path }: Caret,
  { file, offset, workspace }: Around,
): Promise<readonly CompletionItem[]> => {
  const sight = workspace.engine?.sight;
  const port = itemAt(file, path.slice(0, 3), offset);
  const target = Number(textUnder(port, 'target'));
  if (sight === undefined || !(target > 0)) return [];
  const protocol = protocolOf(textUnder(port, 'protocol'));
  const search = { from: usualHostPort(target), protocol, taken: publishedIn(file.syntax) };
  const [free] = await freePorts(sight, [search]);
  return free === undefined
    ? []
    : [{ label: String(free), kind: CompletionItemKind.Value, detail: 'is free' }];
};

/** The item of a list that the caret is in: by its line alone it could be any of them. */
const itemAt = ({ syntax }: OpenCompose, list: Path, offset: number): Node | undefined => {
  const items = entryAt(syntax, list)?.value;
  if (!isSeq(items)) return undefined;
  return (items.items as readonly Node[]).findLast(({ range }) => (range?.[0] ?? offset) <= offset);
};
