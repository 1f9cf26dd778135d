import { isAuthError, type AuthError } from './auth-error.js';
import { planRequest } from './details-request.js';
import { evaluate, type Evaluation, type Findings } from './evaluate.js';
import type { Task } from './request-pool.js';
import { resolveRequirements, type Requirements, type ResolvedRequirements } from './requirements.js';
import { isIncomplete, ResourceCheck } from './resource-check.js';
import type { Tools } from './tools.js';
import type { Identity, RateLimit, TokenKind, Workspace } from './types.js';
import { roleOf, type ListedWorkspace } from './listed-workspace.js';

/** What `authenticate` found without this module. */
export interface Found {
  readonly tokenKind: TokenKind;
  readonly identity: Identity;
  readonly listed: readonly ListedWorkspace[];
  readonly workspaces: readonly Workspace[];
  /** The required Workspaces that were found. */
  readonly required: readonly Workspace[];
}

/** The requirements of one check, except Workspaces. */
export class RequirementCheck {
  readonly #requirements: ResolvedRequirements;
  readonly #resources: ResourceCheck;
  readonly #tools: Tools;
  /** Why requests to Workspaces failed, by Workspace ID. */
  readonly #probes = new Map<string, AuthError>();

  /** Fails with `input_invalid`. Sends no request. */
  constructor(requirements: Requirements, workspaces: readonly string[], tools: Tools) {
    this.#requirements = resolveRequirements(requirements, workspaces, tools.rejectToken);
    const probes = this.#requirements.probeWorkspaces ? new Set(workspaces).size : 0;
    this.#resources = new ResourceCheck(this.#requirements.resources, tools, probes);
    this.#tools = tools;
  }

  /** Call with the rate limit of each response. */
  note(rateLimit: RateLimit | undefined): void {
    this.#resources.note(rateLimit);
  }

  /** The requests that depend on no response. */
  tasks(): Task<void>[] {
    return this.#resources.tasks();
  }

  /** The requests to each required Workspace, and those that find out what rejected IDs belong to. */
  followUps(required: readonly Workspace[]): Task<void>[] {
    const probed = this.#requirements.probeWorkspaces ? required : [];
    return [...probed.map((workspace) => this.#probe(workspace)), ...this.#resources.explainingTasks()];
  }

  /** Call when all tasks have ended. */
  evaluate({ listed, ...found }: Found): Evaluation {
    const requiredIds = new Set(found.required.map(({ id }) => id));
    const roles: Findings['roles'] = new Map(
      listed
        .filter(({ id }) => requiredIds.has(id))
        .map(({ id, memberRoles }) => [id, roleOf(found.identity, memberRoles)]),
    );
    return evaluate(this.#requirements, { ...found, roles, probes: this.#probes, resources: this.#resources });
  }

  #probe({ id }: Workspace): Task<void> {
    const { call, options, token } = this.#tools;
    return async (signal) => {
      try {
        this.#resources.spend();
        const { rateLimit } = await call(planRequest(id, 'probeWorkspaces', token), options, signal);
        this.note(rateLimit);
      } catch (error) {
        if (!isAuthError(error)) throw error;
        if (error.reason !== 'workspace_not_authorized' && !isIncomplete(error)) throw error;
        this.#probes.set(id, error);
      }
    };
  }
}
