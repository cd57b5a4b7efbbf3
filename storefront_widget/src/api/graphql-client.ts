/** A GraphQL document that knows what it asks with and what it answers. */
export interface TypedDocument<Result, Variables> {
  readonly text: string;
  /** Only for the compiler. */
  readonly types?: (variables: Variables) => Result;
}

export function graphql<Result, Variables>(text: string): TypedDocument<Result, Variables> {
  return { text: text.trim() };
}

/**
 * A request that brought no answer: `network` (nothing came through, try again), `auth` (the bearer
 * is not valid any more) or `server` (a fault on the other side).
 */
export class ApiError extends Error {
  constructor(
    readonly kind: "network" | "auth" | "server",
    message: string,
    /** What the API says for programs, if it said something. */
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

export interface Refusal {
  readonly field: string | null;
  /** A sentence for the user in his language, with the next step. */
  readonly message: string;
  readonly code: string;
}

/** A business refusal: the payload's first error. */
export class RefusedError extends Error {
  readonly code: string;
  readonly field: string | null;

  constructor(readonly refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals[0].message);
    this.code = refusals[0].code;
    this.field = refusals[0].field;
  }
}

interface Payload {
  readonly errors: readonly Refusal[];
}

/** The payload, or a RefusedError when the server refused. */
export function accepted<Accepted extends Payload>(payload: Accepted): Accepted {
  const [first, ...rest] = payload.errors;
  if (first !== undefined) throw new RefusedError([first, ...rest]);
  return payload;
}

export interface GraphQlOptions {
  readonly url: string;
  /** Of which the answers speak, BCP 47. */
  readonly locale: () => string;
  readonly saleorApiUrl?: string | undefined;
  /** A random key by which the API knows this page again. */
  readonly device?: string;
  readonly fetch?: typeof fetch;
}

interface Answer<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

export interface RequestOptions {
  readonly bearer?: string | null;
  /** Lets the request outlive the page. */
  readonly keepalive?: boolean;
}

export class GraphQlClient {
  constructor(private readonly options: GraphQlOptions) {}

  async request<Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options: RequestOptions = {},
  ): Promise<Result> {
    const response = await this.post({ query: document.text, variables }, options);
    if (response.status === 401 || response.status === 403) {
      throw new ApiError("auth", `The API answered ${response.status}.`);
    }
    const answer = (await readJson(response)) as Answer<Result> | null;
    const fault = answer?.errors?.[0];
    if (fault !== undefined) throw faultOf(fault.message, fault.extensions?.code);
    if (answer?.data == null) throw new ApiError("server", `The API answered ${response.status}.`);
    return answer.data;
  }

  private async post(body: unknown, { bearer, keepalive }: RequestOptions): Promise<Response> {
    const send = this.options.fetch ?? fetch.bind(globalThis);
    try {
      return await send(this.options.url, {
        method: "POST",
        headers: this.headers(bearer ?? null),
        body: JSON.stringify(body),
        credentials: "same-origin",
        keepalive: keepalive ?? false,
      });
    } catch (error) {
      throw new ApiError("network", String(error));
    }
  }

  private headers(bearer: string | null): Record<string, string> {
    const { locale, saleorApiUrl, device } = this.options;
    return {
      "Content-Type": "application/json",
      "Accept-Language": locale(),
      ...(saleorApiUrl ? { "Saleor-Api-Url": saleorApiUrl } : {}),
      ...(device ? { "Personal-Shopper-Device": device } : {}),
      ...(bearer === null ? {} : { Authorization: `Bearer ${bearer}` }),
    };
  }
}

function faultOf(message: string, code: string | undefined): ApiError {
  return new ApiError(kindOf(code), message, code ?? null);
}

function kindOf(code: string | undefined): ApiError["kind"] {
  return code === "UNAUTHENTICATED" || code === "PERMISSION_DENIED" ? "auth" : "server";
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
