import * as z from 'zod/mini';
import type { EngineHost } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { number, text } from './record.ts';

const hostRecord = z.object({ Name: text, KernelVersion: text, MemTotal: number });

export const readEngineHost = async (api: EngineApi, signal?: AbortSignal): Promise<EngineHost> => {
  const what = 'Cannot read on which machine the engine runs';
  const record = await api.json(hostRecord, { what, path: '/info', signal });
  return {
    hostname: record.Name,
    kernelVersion: record.KernelVersion,
    memoryBytes: record.MemTotal,
  };
};
