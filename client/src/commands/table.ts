import type { Command } from './command.ts';
import { copyContainerAddress } from './containers/copy-address.ts';
import { copyContainerId } from './containers/copy-id.ts';
import { copyIntoContainer } from './containers/copy-in.ts';
import { copyOutOfContainer } from './containers/copy-out.ts';
import { inspectContainer } from './containers/inspect.ts';
import { killContainer } from './containers/kill.ts';
import { openContainerInBrowser } from './containers/open-in-browser.ts';
import { openContainerTerminal } from './containers/open-terminal.ts';
import { pauseContainer } from './containers/pause.ts';
import { pruneContainers } from './containers/prune.ts';
import { removeContainer } from './containers/remove.ts';
import { renameContainer } from './containers/rename.ts';
import { restartContainer } from './containers/restart.ts';
import { containerLogs } from './containers/show-logs.ts';
import { showContainerMetrics } from './containers/show-metrics.ts';
import { showContainerProcesses } from './containers/show-processes.ts';
import { startContainer } from './containers/start.ts';
import { stopContainer } from './containers/stop.ts';
import { unpauseContainer } from './containers/unpause.ts';
import { copyEngineCommand } from './engine/copy-command.ts';
import { retryEngine } from './engine/retry.ts';
import { selectEngine } from './engine/select.ts';
import { showEngineMetrics } from './engine/show-metrics.ts';
import { copyImageName } from './images/copy-name.ts';
import { inspectImage } from './images/inspect.ts';
import { pruneImages, pruneUnusedImages } from './images/prune.ts';
import { pruneBuildCache } from './images/prune-build-cache.ts';
import { pullImage } from './images/pull.ts';
import { pushImage } from './images/push.ts';
import { removeImage } from './images/remove.ts';
import { runImage } from './images/run.ts';
import { tagImage } from './images/tag.ts';
import { panelLogs } from './logs/show-elsewhere.ts';
import { connectNetwork } from './networks/connect.ts';
import { createNetwork } from './networks/create.ts';
import { disconnectNetwork } from './networks/disconnect.ts';
import { inspectNetwork } from './networks/inspect.ts';
import { pruneNetworks } from './networks/prune.ts';
import { removeNetwork } from './networks/remove.ts';
import { activateProfile, deactivateProfile } from './profiles/activate.ts';
import { chooseAutoRestart } from './projects/choose-auto-restart.ts';
import { downProject, downProjectWithVolumes } from './projects/down.ts';
import { openComposeFile } from './projects/open-compose-file.ts';
import { openProjectInBrowser } from './projects/open-in-browser.ts';
import { previewStart } from './projects/preview.ts';
import { rebuildProject } from './projects/rebuild.ts';
import { restartProject } from './projects/restart.ts';
import { saveProposalCommand } from './projects/save-proposal.ts';
import { selectProfiles } from './projects/select-profiles.ts';
import { projectLogs } from './projects/show-logs.ts';
import { showProjectMetrics } from './projects/show-metrics.ts';
import { startProjectCommand } from './projects/start.ts';
import { stopProject } from './projects/stop.ts';
import {
  toggleAutoRestart,
  turnAutoRestartOn,
  turnAutoRestartOff,
} from './projects/toggle-auto-restart.ts';
import { runReloadAgain } from './reloads/again.ts';
import { clearReloads } from './reloads/clear.ts';
import { copyReload } from './reloads/copy.ts';
import { explainReloadRules } from './reloads/explain.ts';
import { openReloadFile } from './reloads/open-file.ts';
import { showReloadLogs } from './reloads/show-logs.ts';
import { showReloads } from './reloads/show.ts';
import { turnOffRule } from './rules/turn-off.ts';
import { openServiceDefinition } from './services/open-definition.ts';
import { rebuildService } from './services/rebuild.ts';
import { restartService } from './services/restart.ts';
import { runOnceInService } from './services/run-once.ts';
import { serviceLogs } from './services/show-logs.ts';
import { showServiceMetrics } from './services/show-metrics.ts';
import { startService } from './services/start.ts';
import { stopService } from './services/stop.ts';
import {
  toggleServiceAutoRestart,
  turnServiceAutoRestartOff,
  turnServiceAutoRestartOn,
} from './services/toggle-auto-restart.ts';
import { filterCommands } from './views/filter.ts';
import { showOnlyWorkspace, showAllProjects } from './views/only-workspace.ts';
import { openAddressCommand } from './views/open-address.ts';
import { showMenu } from './views/show-menu.ts';
import { showOutput } from './views/show-output.ts';
import { createVolume } from './volumes/create.ts';
import { inspectVolume } from './volumes/inspect.ts';
import { pruneVolumes } from './volumes/prune.ts';
import { removeVolume } from './volumes/remove.ts';

/** Every command of the extension; the manifest has the same list, and a test compares them. */
export const commandTable: readonly Command[] = [
  copyContainerAddress,
  copyContainerId,
  copyIntoContainer,
  copyOutOfContainer,
  inspectContainer,
  killContainer,
  openContainerInBrowser,
  openContainerTerminal,
  pauseContainer,
  pruneContainers,
  removeContainer,
  renameContainer,
  restartContainer,
  ...containerLogs,
  showContainerMetrics,
  showContainerProcesses,
  startContainer,
  stopContainer,
  unpauseContainer,
  copyEngineCommand,
  retryEngine,
  selectEngine,
  showEngineMetrics,
  copyImageName,
  inspectImage,
  pruneImages,
  pruneUnusedImages,
  pruneBuildCache,
  pullImage,
  pushImage,
  removeImage,
  runImage,
  tagImage,
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  pruneNetworks,
  removeNetwork,
  activateProfile,
  deactivateProfile,
  downProject,
  downProjectWithVolumes,
  openComposeFile,
  openProjectInBrowser,
  previewStart,
  rebuildProject,
  restartProject,
  saveProposalCommand,
  selectProfiles,
  ...projectLogs,
  showProjectMetrics,
  startProjectCommand,
  stopProject,
  toggleAutoRestart,
  turnAutoRestartOn,
  turnAutoRestartOff,
  chooseAutoRestart,
  runReloadAgain,
  clearReloads,
  copyReload,
  explainReloadRules,
  openReloadFile,
  showReloadLogs,
  showReloads,
  turnOffRule,
  openServiceDefinition,
  rebuildService,
  restartService,
  runOnceInService,
  ...serviceLogs,
  showServiceMetrics,
  startService,
  stopService,
  toggleServiceAutoRestart,
  turnServiceAutoRestartOff,
  turnServiceAutoRestartOn,
  ...panelLogs,
  ...filterCommands,
  showOnlyWorkspace,
  showAllProjects,
  openAddressCommand,
  showMenu,
  showOutput,
  createVolume,
  inspectVolume,
  pruneVolumes,
  removeVolume,
];
