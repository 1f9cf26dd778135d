import nock from 'nock';
import { withoutProxy } from './environment.js';

/**
 * ClickUp, played in this process: nothing is sent, and a request that nobody expects fails. Call it once in a file;
 * what it gives is asked for in each test, as `clickup().get('/user').reply(200, …)`.
 */
export function playClickUp(): () => nock.Scope {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    withoutProxy();
  });
  afterEach(() => {
    nock.abortPendingRequests();
    nock.cleanAll();
  });
  // Node's modules are shared by all test files of a process.
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
  return () => nock('https://api.clickup.com/api/v2');
}
