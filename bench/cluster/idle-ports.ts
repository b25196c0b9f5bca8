/** A cluster's ports with nothing at work: for making what a controller finds. */
import { openClusterAdapters } from '../../controller/cluster-adapters.ts';
import { readConfig } from '../../controller/config.ts';
import { addReconcilers } from '../../controller/reconcile/controllers.ts';
import type { Ports } from '../../controller/reconcile/ports.ts';
import { systemClock } from '../../controller/runtime/clock.ts';
import type { Logger } from '../../controller/runtime/log.ts';
import { createManager } from '../../controller/runtime/manager.ts';
import { createMetrics } from '../../controller/runtime/metrics.ts';

const silent: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => silent };

function quiet(): void {
  // What a benchmark does not measure it does not print.
}

/** The ports of a configuration, by its fields' names. The manager is never started, so no key is worked on. */
export async function openClusterPorts(
  fields: Readonly<Record<string, string>>,
): Promise<{ readonly ports: Ports; readonly close: () => Promise<void> }> {
  const args = Object.entries({ address: '127.0.0.1', 'ports-artifacts': '0', 'ports-webhooks': '0', ...fields });
  const config = readConfig({ args: args.map(([name, value]) => `--${name}=${value}`), environment: {} });
  const metrics = createMetrics({ version: 'bench' });
  const adapters = await openClusterAdapters({ config, environment: {}, log: silent, metrics, holds: () => true });
  const manager = createManager({ clock: systemClock, onError: (error) => process.emitWarning(error) });
  const engine = adapters.openEngine();
  const serving = adapters.openServing();
  const { ports } = addReconcilers(manager, { ...adapters, engine, serving, clock: systemClock, log: silent });
  return {
    ports,
    async close() {
      await manager.stop();
      await engine.close();
      await serving.close();
      await adapters.close();
    },
  };
}
