// Loaded with --import: the process believes that it is three days and five hours later.
const shift = (3 * 24 + 5) * 3_600_000;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shift);
    else super(...args);
  }
  static now() {
    return RealDate.now() + shift;
  }
};
