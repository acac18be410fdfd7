/** Remote shells, mail, files, directories, databases, queues, screens and control planes: no website lives there. */
const ALWAYS_SHUT = new Set([
  0, 1, 7, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 49, 53, 67, 69, 79, 109, 110, 111, 113, 119,
  123, 135, 137, 138, 139, 143, 161, 162, 177, 179, 194, 220, 369, 389, 427, 445, 465, 500, 502, 512, 513,
  514, 515, 520, 540, 548, 554, 563, 587, 593, 623, 631, 636, 646, 860, 873, 902, 989, 990, 992, 993, 994,
  995, 1080, 1433, 1434, 1521, 1723, 1883, 2049, 2181, 2375, 2376, 2377, 2379, 2380, 3260, 3306, 3389, 4369,
  5060, 5061, 5432, 5433, 5671, 5672, 5900, 5901, 5902, 5903, 5984, 5985, 5986, 6000, 6001, 6379, 6380, 6443,
  6667, 9042, 9092, 9160, 9200, 9300, 10250, 10255, 11211, 16379, 25672, 26379, 27017, 27018, 27019, 28017,
  33060,
]);

const OF_THE_WEB = [80, 443];
const FIRST_HIGH_PORT = 1024;

/**
 * Whether requests for a stranger may go to a port at all; which addresses they may go to is decided apart from it.
 * `areLowPortsShut` is the operator's word about ports below 1024 other than 80 and 443.
 */
export function isPortOpen(port: number, { areLowPortsShut }: { areLowPortsShut: boolean }): boolean {
  if (OF_THE_WEB.includes(port)) return true;
  return !ALWAYS_SHUT.has(port) && !(areLowPortsShut && port < FIRST_HIGH_PORT);
}
