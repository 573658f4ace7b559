import type { ImageId } from '#shared/protocol/ids';
import { HyperBoxError } from '../../base/error.ts';
import type { BuildSpec } from '../contract.ts';

export interface Builder {
  build(spec: BuildSpec, onLine: (line: string) => void, signal?: AbortSignal): Promise<ImageId>;
}

export const createBuilder = (): Builder => ({
  build: () => Promise.reject(new HyperBoxError('unsupported', 'Not yet.')),
});
