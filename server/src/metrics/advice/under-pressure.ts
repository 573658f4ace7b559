import type { MetricsAdvice, PressureKind } from '#shared/protocol/metrics';
import { strengthOf, type AdviceInput, type AdviceRule } from './advice.ts';
import { growthOf } from './growth.ts';
import { highest, meanOf, samplesSince } from './samples.ts';
import { bytesText, coresText, minutesText, percentText } from './words.ts';

type Part = Pick<MetricsAdvice, 'message' | 'remedy' | 'containerId'>;

const recentMs = 30_000;
/** What is less is no culprit. */
const mentionedBytes = 32 * 1024 ** 2;
const mentionedCores = 0.1;
const mentionedBytesPerSecond = 1024 ** 2;

const cpu = ({ containers, nowMs, hostCpus }: AdviceInput): Part => {
  const busiest = highest(containers, (container) =>
    meanOf(samplesSince(container, nowMs - recentMs), ({ cpuCores }) => cpuCores),
  );
  if (busiest === undefined || busiest.value < mentionedCores) {
    return {
      message: 'Processes wait for a processor.',
      remedy: 'None of these containers is the cause: look at what else runs on this machine.',
    };
  }
  const { item, value } = busiest;
  const share = percentText(value / hostCpus);
  return {
    message: `Processes wait for a processor. ${item.label} uses ${coresText(value)} of ${String(hostCpus)} (${share}).`,
    remedy: `Give ${item.label} a limit (deploy.resources.limits.cpus), or pause it.`,
    containerId: item.containerId,
  };
};

const memory = ({ containers, nowMs }: AdviceInput): Part => {
  const grown = highest(containers, (container) => growthOf(container, nowMs)?.bytes);
  const growth = grown && growthOf(grown.item, nowMs);
  if (grown !== undefined && growth !== undefined && growth.bytes >= mentionedBytes) {
    const { label, containerId } = grown.item;
    return {
      message: `Memory is short. ${label} grew ${bytesText(growth.bytes)} in ${minutesText(growth.overMs)}.`,
      remedy: `Limit the memory of ${label} (deploy.resources.limits.memory), restart it, or pause it.`,
      containerId,
    };
  }
  const largest = highest(containers, ({ samples }) => samples.at(-1)?.memoryBytes);
  if (largest === undefined || largest.value < mentionedBytes) {
    return {
      message: 'Memory is short.',
      remedy: 'None of these containers is the cause: look at what else runs on this machine.',
    };
  }
  const { label, containerId } = largest.item;
  return {
    message: `Memory is short. ${label} has the most: ${bytesText(largest.value)}.`,
    remedy: `Stop what is not needed, or limit the memory of ${label} (deploy.resources.limits.memory).`,
    containerId,
  };
};

const io = ({ containers, nowMs }: AdviceInput): Part => {
  const busiest = highest(containers, (container) =>
    meanOf(
      samplesSince(container, nowMs - recentMs),
      (sample) => sample.diskReadBytesPerSecond + sample.diskWrittenBytesPerSecond,
    ),
  );
  if (busiest === undefined || busiest.value < mentionedBytesPerSecond) {
    return {
      message: 'Processes wait for the disk.',
      remedy: 'None of these containers is the cause: look at what else runs on this machine.',
    };
  }
  const { item, value } = busiest;
  return {
    message: `Processes wait for the disk. ${item.label} reads and writes ${bytesText(value)} a second.`,
    remedy: `Pause ${item.label}, or limit what it reads and writes (blkio_config).`,
    containerId: item.containerId,
  };
};

const parts: Readonly<Record<PressureKind, (input: AdviceInput) => Part>> = { cpu, memory, io };

/** The machine is under pressure: how much of it, from whom, and what to do. */
export const underPressure: AdviceRule = (input) => {
  const { pressure } = input;
  if (pressure?.kind !== 'available') return [];
  return (['memory', 'cpu', 'io'] as const).flatMap((kind) => {
    const { some, level } = pressure.readings[kind];
    const strength = strengthOf(some, { firm: 20, faint: 15 });
    if (strength === undefined) return [];
    const severity = level === 'critical' ? 'critical' : 'warning';
    return [{ strength, advice: { key: `pressure ${kind}`, severity, ...parts[kind](input) } }];
  });
};
