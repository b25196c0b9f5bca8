import mocha from 'mocha';

const { Base, Spec } = mocha.reporters;
const { EVENT_RUN_END } = mocha.Runner.constants;

/** Mocha's spec reporter, with the failures before a last line that reads `N passed, N failed`, alone. */
export default class Reporter extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(EVENT_RUN_END, () => {
      process.stdout.write(`\n${this.stats.passes} passed, ${this.failures.length} failed\n`);
    });
  }

  /** Called by the spec reporter at the end: the failures alone, its own counts would be a second summary. */
  epilogue() {
    if (this.failures.length === 0) return;
    process.stdout.write('\nfailed:\n');
    Base.list(this.failures);
  }
}
