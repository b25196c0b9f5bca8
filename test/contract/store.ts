import type { Store } from '../../controller/store/store.ts';
import { eventAndBoundsContract } from './store-events.ts';
import { collectionContract, deletionContract } from './store-deletion.ts';
import { readContract, writeContract } from './store-objects.ts';
import { watchContract } from './store-watch.ts';

/** A store with nothing in its namespaces, as the contract needs it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** Two namespaces that no other test uses. */
  readonly namespace: string;
  readonly otherNamespace: string;
  /** A watch may tell two quick changes of an object, one of them by another client, as one: Kubernetes promises no more. */
  readonly mayCoalesce?: boolean;
  /** Another client of the same data, as another process would be. */
  readonly open: () => Promise<Store>;
  /** Closes what was opened, and removes it. */
  dispose(): Promise<void>;
}

/** What the tests read the store under test from: it is a new one in each of them. */
export interface Subject {
  readonly current: StoreUnderTest;
}

/**
 * What every adapter of the store port keeps, told by behaviour alone. The objects in it are valid against the CRDs, and
 * what a server does in its own time (collection, watching) is waited for.
 */
export function storeContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`store contract: ${name}`, () => {
    let made: StoreUnderTest | undefined;
    const subject: Subject = {
      get current() {
        if (made === undefined) throw new Error('there is a store inside a test only');
        return made;
      },
    };
    beforeEach(async () => {
      made = await makeStore();
    });
    afterEach(async () => {
      await made?.dispose();
      made = undefined;
    });
    readContract(subject);
    writeContract(subject);
    deletionContract(subject);
    collectionContract(subject);
    watchContract(subject);
    eventAndBoundsContract(subject);
  });
}
