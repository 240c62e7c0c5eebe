// Sends what is due until it is killed.
import { sendWhatIsDue } from '../../dist/delivery/send-what-is-due.worker.js';
import { TestSharing } from '../../dist/fixture/test-sharing.js';

const [, , url, target] = process.argv;
const sharing = await TestSharing.open(url, { webhookAllow: [target] });
sendWhatIsDue(sharing.service);
