// Loaded before each program that the supervisor starts. When the supervisor is gone, so is its channel, and a
// process that nobody would stop or start again must not hold the port.
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
