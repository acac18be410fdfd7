/**
 * Loaded before each program that must not outlive the process which started it: when that one is gone, by whatever
 * signal, so is the channel between the two. What the program starts in its turn is not held by it.
 */
if (process.env.MATOU_LEASH !== undefined) {
  delete process.env.MATOU_LEASH;
  process.on('disconnect', () => process.exit(1));
  process.channel?.unref();
}
