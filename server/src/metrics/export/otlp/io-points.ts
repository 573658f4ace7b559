import type { StatsRecord } from '../../../engines/contract.ts';
import type { Point } from './instruments.ts';

/** Both directions of each interface, or of all together where the engine does not tell them apart. */
export const networkPoints = ({
  interfaces,
  networkReceivedBytes: receivedBytes,
  networkSentBytes: sentBytes,
}: StatsRecord): readonly Point[] => {
  const parts = interfaces?.map((each) => ({
    ...each,
    of: { 'network.interface.name': each.name },
  }));
  return (parts ?? [{ receivedBytes, sentBytes, of: {} }]).flatMap((part) => [
    { value: part.receivedBytes, attributes: { ...part.of, 'network.io.direction': 'receive' } },
    { value: part.sentBytes, attributes: { ...part.of, 'network.io.direction': 'transmit' } },
  ]);
};

/** As `networkPoints`, of block devices. */
export const diskPoints = ({
  devices,
  diskReadBytes: readBytes,
  diskWrittenBytes: writtenBytes,
}: StatsRecord): readonly Point[] => {
  const parts = devices?.map((each) => ({ ...each, of: { 'system.device': each.device } }));
  return (parts ?? [{ readBytes, writtenBytes, of: {} }]).flatMap((part) => [
    { value: part.readBytes, attributes: { ...part.of, 'disk.io.direction': 'read' } },
    { value: part.writtenBytes, attributes: { ...part.of, 'disk.io.direction': 'write' } },
  ]);
};
