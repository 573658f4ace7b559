import path from 'node:path';
import ts from 'typescript';

export interface MessageDoc {
  /** The file's name: `containers`. */
  readonly domain: string;
  readonly method: string;
  readonly kind: 'request' | 'notification' | 'serverNotification';
  readonly doc: string;
  /** TypeScript types, as text. */
  readonly params: string;
  readonly result?: string;
}

const kinds: Readonly<Record<string, MessageDoc['kind']>> = {
  RequestMessage: 'request',
  NotificationMessage: 'notification',
  ServerNotification: 'serverNotification',
};

/** Every message constant of `shared/src/protocol`, in the order of the source. */
export function readMessages(shared: string): readonly MessageDoc[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(shared, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
      },
    },
  );
  if (!config) throw new Error(`${shared} has no tsconfig.json`);
  const program = ts.createProgram(config.fileNames, config.options);
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => path.dirname(fileName).endsWith('shared/src/protocol'))
    .toSorted((a, b) => a.fileName.localeCompare(b.fileName))
    .flatMap((source) => messagesOf(source, checker));
}

function messagesOf(source: ts.SourceFile, checker: ts.TypeChecker): readonly MessageDoc[] {
  const domain = path.basename(source.fileName, '.ts');
  return source.statements.filter(ts.isVariableStatement).flatMap((statement) =>
    statement.declarationList.declarations.flatMap((declaration) => {
      const found = describe(declaration, checker);
      return found ? [{ domain, doc: docOf(declaration.name, checker), ...found }] : [];
    }),
  );
}

function describe(
  declaration: ts.VariableDeclaration,
  checker: ts.TypeChecker,
): Omit<MessageDoc, 'domain' | 'doc'> | undefined {
  const type = checker.getTypeAtLocation(declaration.name);
  const kind = kinds[type.aliasSymbol?.name ?? type.getSymbol()?.name ?? ''];
  const method = declaration.initializer && methodIn(declaration.initializer);
  if (!kind || method === undefined) return undefined;
  const [first, second] = checker.getTypeArguments(type as ts.TypeReference);
  if (!first) return undefined;
  const print = (shown: ts.Type): string =>
    checker
      .typeToString(shown, declaration, ts.TypeFormatFlags.NoTruncation)
      // A branded id is known by its name.
      .replace(/\(?string & z\.core\.\$brand<"(\w+)">\)?/g, '$1');
  const params = kind === 'serverNotification' ? first : (outputOf(first, checker) ?? first);
  return { method, kind, params: print(params), ...(second && { result: print(second) }) };
}

/** What a schema parses to: zod keeps it, for types only, at `_zod.output`. */
function outputOf(schema: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const internals = schema.getProperty('_zod');
  const output = internals && checker.getTypeOfSymbol(internals).getProperty('output');
  return output && checker.getTypeOfSymbol(output);
}

/** The first text among the arguments of `request<…>()('hyperbox/…', …)`. */
const methodIn = (initializer: ts.Expression): string | undefined =>
  ts.isCallExpression(initializer)
    ? initializer.arguments.find(ts.isStringLiteral)?.text
    : undefined;

function docOf(name: ts.Node, checker: ts.TypeChecker): string {
  const symbol = checker.getSymbolAtLocation(name);
  return ts.displayPartsToString(symbol?.getDocumentationComment(checker));
}
