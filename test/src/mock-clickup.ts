import nock from 'nock';
import { withoutProxy } from './environment.js';

/**
 * Intercepts the requests of this process. Unexpected requests fail. Call it once per file, and define responses in each
 * test, for example `clickup().get('/user').reply(200, …)`.
 */
export function mockClickUp(): () => nock.Scope {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    withoutProxy();
  });
  afterEach(() => {
    nock.abortPendingRequests();
    nock.cleanAll();
  });
  // All test files of a process share Node's modules.
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
  return () => nock('https://api.clickup.com/api/v2');
}
