import { ErrorCodes, type Message } from 'vscode-languageserver/node';

/** What came is no message of JSON-RPC; the sender is told so. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
  readonly code: number;
  /** Of the request that it would have been. */
  readonly id: string | number | null;

  constructor(code: number, message: string, id: string | number | null = null) {
    super(message);
    this.code = code;
    this.id = id;
  }
}

/** @throws MalformedMessage */
export const parseMessage = (text: string): Message => {
  const value = parseJson(text);
  if (!isRecord(value)) throw invalid('a message is an object');
  const { id, method, params, jsonrpc } = value;
  const known = typeof id === 'string' || isWhole(id) ? id : null;
  if (jsonrpc !== '2.0') throw invalid('`jsonrpc` is not "2.0"', known);
  if (method === undefined) return response(value, known);
  if (typeof method !== 'string') throw invalid('`method` is no text', known);
  if (id !== undefined && known === null) throw invalid('`id` is neither text nor a whole number');
  if (params !== undefined && (typeof params !== 'object' || params === null)) {
    // `null` stands for nothing in some clients, also where LSP has no parameters at all.
    if (params !== null) throw invalid('`params` is neither an object nor a list', known);
    return { ...value, params: undefined } as unknown as Message;
  }
  if (method === '$/cancelRequest' && !namesRequest(params)) {
    throw invalid('`$/cancelRequest` names no request', known);
  }
  return value as unknown as Message;
};

/** Only an answer may go without a method. */
const response = (
  value: Readonly<Record<string, unknown>>,
  id: string | number | null,
): Message => {
  const answers = value['result'] !== undefined || isRecord(value['error']);
  if (!answers || value['id'] === undefined) throw invalid('neither a request nor an answer', id);
  return value as unknown as Message;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedMessage(ErrorCodes.ParseError, error instanceof Error ? error.message : '');
  }
};

const invalid = (problem: string, id: string | number | null = null): MalformedMessage =>
  new MalformedMessage(ErrorCodes.InvalidRequest, `Not a message: ${problem}.`, id);

const namesRequest = (params: unknown): boolean =>
  isRecord(params) && (typeof params['id'] === 'string' || isWhole(params['id']));

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
