/** Generated from the OpenAPI document of the server by `npm run generate -w @docket/sdk`. Do not edit. */

export interface paths {
    readonly "/api/v1/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign in by name and password
         * @description The tenant is that of the host name, else the one that `X-Docket-Tenant` names. The session ends 12 hours after its last call. After ten wrong passwords in a row every sign-in is refused for a minute.
         */
        readonly post: operations["signIn"];
        /** Sign out */
        readonly delete: operations["signOut"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Tell who is signed in */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List and search cases
         * @description The cases of the filter that the caller sees. A filter that is repeated asks for any of its values; all filters must hold. `attribute.<key>` asks for the value of an attribute; empty: cases without it.
         */
        readonly get: operations["listCases"];
        readonly put?: never;
        /** Make a case */
        readonly post: operations["createCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a case */
        readonly get: operations["getCase"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a case
         * @description Needs `case.delete`. The history stays readable; the number is never given again.
         */
        readonly delete: operations["deleteCase"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a case
         * @description A JSON merge patch: only what is named changes. What is as it was already is no change.
         */
        readonly patch: operations["editCase"];
        readonly trace?: never;
    };
    readonly "/api/v1/cases/by-reference/{reference}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a case by its reference
         * @description Whoever minted the reference. Slashes in it are sent as `%2F`.
         */
        readonly get: operations["getCaseByReference"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/by-uid/{uid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a case by its uid */
        readonly get: operations["getCaseByUid"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/target": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Explain the target of a case
         * @description How its date was reckoned: every interval that was counted, every pause, every change.
         */
        readonly get: operations["getTarget"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/references/{reference}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /**
         * Ask whether a reference is in use
         * @description Looks at all cases of the tenant, also those that the caller does not see. It reserves nothing.
         */
        readonly head: operations["probeReference"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/close": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Close a case
         * @description Needs `case.close`. Without a reason: the default of the case type, if it has one.
         */
        readonly post: operations["closeCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/reopen": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Open a closed case again
         * @description Needs `case.close`. A note becomes a note of the case.
         */
        readonly post: operations["reopenCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/archive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Archive a case
         * @description Needs `case.close`. The status stays; only additions are possible then.
         */
        readonly post: operations["archiveCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/unarchive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a case out of the archive
         * @description Needs `case.close`.
         */
        readonly post: operations["unarchiveCase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/related/{other}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Relate two cases
         * @description Symmetric; at most 75 relations a case; no case to itself. Related already: nothing happens.
         */
        readonly put: operations["relateCases"];
        readonly post?: never;
        /**
         * Take a relation away
         * @description Not related: nothing happens.
         */
        readonly delete: operations["unrelateCases"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/notes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the notes
         * @description Needs `note.view`. Oldest first.
         */
        readonly get: operations["listNotes"];
        readonly put?: never;
        /**
         * Add a note
         * @description Needs `note.add`; the case may be closed or archived. Its version stays.
         */
        readonly post: operations["addNote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what happened to a case
         * @description In order. Of a deleted case too, for whoever could see it.
         */
        readonly get: operations["listHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Upload a file
         * @description The body is the file, as it is; its name is in `Content-Disposition`. Also with a token of another API of this server; a licence is enough. At most 100 MB, unless the server was set otherwise.
         */
        readonly post: operations["uploadFile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/files/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a file
         * @description For its uploader, and for who sees a case that it is attached to. One range of bytes (`Range`, `If-Range`) is served. Always to be saved, never to be shown.
         */
        readonly get: operations["downloadFile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/attachments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the attachments
         * @description In the order they came.
         */
        readonly get: operations["listAttachments"];
        readonly put?: never;
        /**
         * Attach a file
         * @description Needs `case.edit`; the case may be closed or archived. Its version stays.
         */
        readonly post: operations["attachFile"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cases/{number}/attachments/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Take an attachment away
         * @description Needs `case.edit`. The file itself stays.
         */
        readonly delete: operations["detachFile"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List tasks
         * @description Those that the caller sees: he made them, or they are assigned to him or to a group that he is in, and he sees every case that they are attached to. Admins see all of these. By id.
         */
        readonly get: operations["listTasks"];
        readonly put?: never;
        /**
         * Make a task
         * @description Needs `case.view`. On a case it is an addition: the version of the case stays.
         */
        readonly post: operations["createTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tasks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a task */
        readonly get: operations["getTask"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a task
         * @description A JSON merge patch, by whoever sees the task: only what is named changes. A closed task stays as it is; of a review task only status and assignees change.
         */
        readonly patch: operations["editTask"];
        readonly trace?: never;
    };
    readonly "/api/v1/tasks/{id}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Complete a task
         * @description By whoever sees it. A review task is completed by setting another review date or closing the case, as long as the date is past and the case open.
         */
        readonly post: operations["completeTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/customers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List customers
         * @description Needs `case.view`. Those of all filters that are named, by id.
         */
        readonly get: operations["listCustomers"];
        readonly put?: never;
        /**
         * Make a customer
         * @description Needs `customer.change`. A customer has at least a name, an address, a number or a personal id.
         */
        readonly post: operations["createCustomer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/customers/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a customer
         * @description Needs `case.view`.
         */
        readonly get: operations["getCustomer"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a customer
         * @description Needs `customer.change`. A JSON merge patch: only what is named changes; null empties.
         */
        readonly patch: operations["editCustomer"];
        readonly trace?: never;
    };
    readonly "/api/v1/units": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the units */
        readonly get: operations["listUnits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the users */
        readonly get: operations["listUsers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/groups": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the groups of users */
        readonly get: operations["listGroups"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/case-types": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the case types */
        readonly get: operations["listCaseTypes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/attributes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the attributes that cases may have */
        readonly get: operations["listAttributes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/forms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the forms */
        readonly get: operations["listForms"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/classifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the classifications of queued cases */
        readonly get: operations["listClassifications"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/queues": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List the queues, with who waits */
        readonly get: operations["listQueues"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/queues/{key}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a queue, with who waits */
        readonly get: operations["getQueue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/queues/{key}/tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a case that waits in a queue
         * @description Needs `case.create` in the unit of the queue, which is that of the case; its type is the queue's.
         */
        readonly post: operations["joinQueue"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/queues/{key}/next": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Call the next case of a queue
         * @description Needs `queue.serve` in the unit of the queue. The case that waits longest is in service and the caller owns it; each goes to one caller, in the order of the queue.
         */
        readonly post: operations["callNext"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/queues/{key}/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Watch a queue
         * @description Server-sent events `queue`, each the whole queue as `GET /queues/{key}` answers it: one at once, then one after each change. The stream ends after 30 minutes, when the server stops or the caller may read no more; then ask again.
         */
        readonly get: operations["streamQueue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/complete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Complete a case in service
         * @description Needs `queue.serve`, and is for the user who serves it or one with `case.assign`. Closes the case.
         */
        readonly post: operations["completeTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/no-show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Close a case that was called and did not come
         * @description Needs `queue.serve`, and is for the user who serves it or one with `case.assign`.
         */
        readonly post: operations["markNoShow"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/return": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Return a case in service to its queue
         * @description Needs `queue.serve`, and is for the user who serves it or one with `case.assign`. To its old place, or to the end; with the same number.
         */
        readonly post: operations["returnTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/hold": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put a case on hold that waits or is served
         * @description Needs `queue.serve`. It keeps number and place, and is not called.
         */
        readonly post: operations["holdTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/release": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let a case on hold wait again
         * @description Needs `queue.serve`. At its old place.
         */
        readonly post: operations["releaseTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel a visit
         * @description Needs `case.close`. From every state in which the case is in the queue; closes the case.
         */
        readonly post: operations["cancelTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tickets/{number}/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move a case to the end of another queue
         * @description Needs `queue.serve` for the case, and `case.view` in the unit of the queue. It gets a number of that queue and its unit. An open case that is in no queue joins one so.
         */
        readonly post: operations["transferTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/tenant": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the tenant file
         * @description Needs `tenant.configure`. Passwords and tokens are in it as hashes, secrets sealed.
         */
        readonly get: operations["getTenant"];
        /**
         * Apply a tenant file
         * @description Needs `tenant.configure`. Makes the tenant match the file, as `docket apply` does, whole or not at all. Nothing of the server’s environment can be named in it (`{ env: NAME }`).
         */
        readonly put: operations["putTenant"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the credentials
         * @description Needs `tenant.configure`. Without secrets and tokens.
         */
        readonly get: operations["listCredentials"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/credentials/{keyId}/refusals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the refused sign-ins of a key
         * @description Needs `tenant.configure`. Newest first, at most 100, from every node; of another node what it refused up to a second ago. Of a flood of refusals not every one is kept.
         */
        readonly get: operations["listRefusals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** SignIn */
        readonly SignIn: {
            readonly login: string;
            readonly password: string;
        };
        /** Problem */
        readonly Problem: {
            /** @description Where the code is explained. */
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail: string;
            /** @description Stable; the words around it may change. */
            readonly code: string;
            readonly errors?: readonly {
                /** @description Dotted; empty: the whole. */
                readonly path: string;
                readonly message: string;
                readonly code: string;
            }[];
            /** @description As the header `X-Request-Id`, and in the log. */
            readonly requestId: string;
            /** @description 403: what is lacking. */
            readonly permission?: string;
            readonly case?: components["schemas"]["CaseView"];
            readonly existing?: components["schemas"]["CaseView"];
        };
        /**
         * CaseView
         * @description A case: every member, or those that `fields` names; `expanded` where `expand` asks for it.
         */
        readonly CaseView: {
            /** @description Never given to another case. */
            readonly number?: number;
            /** @description UUIDv7. */
            readonly uid?: string;
            readonly reference?: string;
            /** @description The ETag, without its quotes. */
            readonly version?: number;
            readonly type?: string;
            readonly subtype?: string | null;
            readonly stage?: string | null;
            readonly status?: string;
            /** @enum {string} */
            readonly statusCategory?: "new" | "active" | "escalated" | "closed";
            readonly offenseType?: number | null;
            readonly subject?: string;
            readonly description?: string | null;
            readonly solution?: string | null;
            /** @enum {string} */
            readonly severity?: "urgent" | "high" | "medium" | "low";
            readonly tags?: readonly string[];
            readonly unit?: string | null;
            readonly owner?: string | null;
            readonly assignees?: readonly string[];
            readonly assigneeGroups?: readonly string[];
            readonly customer?: number | null;
            readonly contact?: {
                readonly name: string | null;
                readonly email: string | null;
                readonly phone: string | null;
                readonly address: string | null;
            };
            readonly externalReference?: string | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
            /**
             * Format: date-time
             * @description Null for callers who may not see review dates.
             */
            readonly reviewAt?: string | null;
            readonly reviewNotes?: string;
            readonly language?: string;
            readonly attributes?: {
                readonly [key: string]: string | number | readonly string[];
            };
            /** @description Numbers of the related cases that the caller sees. */
            readonly related?: readonly number[];
            readonly archived?: boolean;
            readonly restricted?: boolean;
            /** Format: date-time */
            readonly createdAt?: string;
            /** @description Login; null: the system. */
            readonly createdBy?: string | null;
            /** Format: date-time */
            readonly modifiedAt?: string;
            readonly modifiedBy?: string | null;
            /** Format: date-time */
            readonly closedAt?: string | null;
            readonly closureReason?: string | null;
            readonly closureNote?: string | null;
            /** @description What the caller may do with this case now. */
            readonly abilities?: readonly string[];
            readonly expanded?: components["schemas"]["Expanded"];
        };
        /**
         * Expanded
         * @description What `expand` asked for.
         */
        readonly Expanded: {
            readonly customer?: components["schemas"]["CustomerSummary"] | null;
            readonly owner?: components["schemas"]["UserSummary"] | null;
            readonly related?: readonly components["schemas"]["CaseSummary"][];
        };
        /** CustomerSummary */
        readonly CustomerSummary: {
            readonly id: number;
            readonly uid: string;
            readonly personalId: string | null;
            readonly firstName: string | null;
            readonly lastName: string | null;
            readonly email: string | null;
            readonly phone: string | null;
            readonly extRef: string | null;
        };
        /** UserSummary */
        readonly UserSummary: {
            readonly id: number;
            readonly uid: string;
            readonly login: string;
            readonly firstName: string | null;
            readonly lastName: string | null;
            /** @description First and last name, what there is of them; else the login. */
            readonly name: string;
            readonly email: string | null;
            /** @description Key of the home unit. */
            readonly home: string | null;
            /** @description Keys of the units in which the user acts, the home unit first. */
            readonly units: readonly string[];
            readonly groups: readonly string[];
            readonly licensed: boolean;
            readonly disabled: boolean;
        };
        /**
         * CaseSummary
         * @description What another case shows of one.
         */
        readonly CaseSummary: {
            readonly number: number;
            readonly uid: string;
            readonly reference: string;
            readonly type: string;
            readonly status: string;
            /** @enum {string} */
            readonly statusCategory: "new" | "active" | "escalated" | "closed";
            readonly subject: string;
            /** @enum {string} */
            readonly severity: "urgent" | "high" | "medium" | "low";
            readonly unit: string | null;
            readonly owner: string | null;
        };
        /** Me */
        readonly Me: {
            readonly user: components["schemas"]["UserSummary"];
            readonly tenant: {
                readonly key: string;
                readonly name: string;
                readonly timezone: string;
                readonly language: string;
            };
            /** @description Of all roles; `*` is every permission. */
            readonly permissions: readonly string[];
            /** @description Units whose cases the user sees, the home unit first. */
            readonly units: readonly {
                readonly key: string;
                readonly name: string;
                /** @description Whether the permissions hold here; else the user only sees the cases. */
                readonly acts: boolean;
            }[];
            /** @description What to send as `X-Docket-CSRF` with every change; null: signed in by a token. */
            readonly csrf: string | null;
        };
        /**
         * NewCase
         * @description Only `subject` is required. `unit` is the caller’s home unit where it is not named, `severity` is medium.
         */
        readonly NewCase: {
            readonly subject: string;
            /** @description Key of a case type; the tenant's default where it is not named. */
            readonly type?: string;
            /** @description Unique in the tenant. 1 to 512 UTF-16 units, not only white space, no control characters. */
            readonly reference?: string;
            readonly subtype?: string | null;
            readonly stage?: string | null;
            /** @description An active status of the type, or the escalated one. */
            readonly status?: string;
            /** @description Id of an offense type. */
            readonly offenseType?: number | null;
            readonly description?: string | null;
            readonly solution?: string | null;
            /** @enum {string} */
            readonly severity?: "urgent" | "high" | "medium" | "low";
            readonly tags?: readonly string[] | null;
            /** @description Key of a unit; null: none. */
            readonly unit?: string | null;
            /** @description Login. */
            readonly owner?: string | null;
            /** @description Logins. */
            readonly assignees?: readonly string[] | null;
            /** @description Keys of groups. */
            readonly assigneeGroups?: readonly string[] | null;
            /** @description Id of a customer. */
            readonly customer?: number | null;
            readonly contact?: {
                readonly name?: string | null;
                readonly email?: string | null;
                readonly phone?: string | null;
                readonly address?: string | null;
            } | null;
            readonly externalReference?: string | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
            /** Format: date-time */
            readonly reviewAt?: string | null;
            readonly reviewNotes?: string | null;
            readonly language?: string;
            /** @description By key. Text and choice are strings, a multiple choice a list, integer a number, datetime a time; null removes. */
            readonly attributes?: {
                readonly [key: string]: string | number | readonly string[] | null;
            } | null;
        };
        /** CaseList */
        readonly CaseList: {
            readonly items: readonly components["schemas"]["CaseView"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /**
         * Target
         * @description How the target of a case was reckoned.
         */
        readonly Target: {
            /**
             * Format: date-time
             * @description The target that runs; null: there is none, or it is paused.
             */
            readonly dueAt: string | null;
            /**
             * Format: date-time
             * @description The target while it is paused: it goes on later by the time of the pause.
             */
            readonly heldDueAt: string | null;
            /**
             * Format: date-time
             * @description Since when it is paused.
             */
            readonly pausedAt: string | null;
            /** @description How often it was paused more than resumed. */
            readonly pauseCount: number;
            /**
             * Format: date-time
             * @description When who works on the case is reminded; null: never, or it is paused.
             */
            readonly remindAt: string | null;
            /** @description Whether the target has passed and that was noted. */
            readonly breached: boolean;
            /**
             * @description Whether the rule of the case type gave it, or somebody; null: no target.
             * @enum {string|null}
             */
            readonly basis: "rule" | "given" | null;
            /**
             * Format: date-time
             * @description When the case was made: the rule counts from then on.
             */
            readonly startedAt: string;
            /** @description The rule of the case type, as it is now. */
            readonly rule: {
                readonly days: number | null;
                readonly hours: number | null;
                /** @description Key of the calendar whose days and hours count; null: all do. */
                readonly calendar: string | null;
                /** @description IANA zone whose days are counted. */
                readonly timezone: string;
                readonly reminderHours: number | null;
            } | null;
            /** @description All that was counted, in order. None where the target was given as a date. */
            readonly intervals: readonly {
                /**
                 * @description A whole local day that was counted, or time that was.
                 * @enum {string}
                 */
                readonly unit: "day" | "time";
                /** Format: date-time */
                readonly from: string;
                /** Format: date-time */
                readonly to: string;
            }[];
            readonly pauses: readonly {
                /** Format: date-time */
                readonly from: string;
                /**
                 * Format: date-time
                 * @description Null: it lasts.
                 */
                readonly to: string | null;
            }[];
            /** @description Every step to the present target. */
            readonly changes: readonly {
                /** @description Number of the event in the history of the case. */
                readonly seq: number;
                /** Format: date-time */
                readonly at: string;
                /** @description Kind of the event. */
                readonly kind: string;
                /** @description now, initial, add, subtract, set or clear. */
                readonly operation: string | null;
                /** @description The duration of the operation. */
                readonly seconds: number | null;
                /**
                 * Format: date-time
                 * @description The target before, running or held.
                 */
                readonly from: string | null;
                /**
                 * Format: date-time
                 * @description The target after.
                 */
                readonly to: string | null;
            }[];
        };
        /**
         * CasePatch
         * @description A JSON merge patch (RFC 7396): only what is named changes; null empties.
         */
        readonly CasePatch: {
            readonly subject?: string;
            /** @description Unique in the tenant. 1 to 512 UTF-16 units, not only white space, no control characters. */
            readonly reference?: string;
            readonly subtype?: string | null;
            readonly stage?: string | null;
            /** @description An active status of the type, or the escalated one. */
            readonly status?: string;
            /** @description Id of an offense type. */
            readonly offenseType?: number | null;
            readonly description?: string | null;
            readonly solution?: string | null;
            /** @enum {string} */
            readonly severity?: "urgent" | "high" | "medium" | "low";
            readonly tags?: readonly string[] | null;
            /** @description Key of a unit; null: none. */
            readonly unit?: string | null;
            /** @description Login. */
            readonly owner?: string | null;
            /** @description Logins. */
            readonly assignees?: readonly string[] | null;
            /** @description Keys of groups. */
            readonly assigneeGroups?: readonly string[] | null;
            /** @description Id of a customer. */
            readonly customer?: number | null;
            readonly contact?: {
                readonly name?: string | null;
                readonly email?: string | null;
                readonly phone?: string | null;
                readonly address?: string | null;
            } | null;
            readonly externalReference?: string | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
            /** Format: date-time */
            readonly reviewAt?: string | null;
            readonly reviewNotes?: string | null;
            readonly language?: string;
            /** @description By key. Text and choice are strings, a multiple choice a list, integer a number, datetime a time; null removes. */
            readonly attributes?: {
                readonly [key: string]: string | number | readonly string[] | null;
            } | null;
        };
        /** Closing */
        readonly Closing: {
            /** @description One of the case type; any text where it lists none. */
            readonly reason?: string | null;
            readonly note?: string | null;
        };
        /** Reopening */
        readonly Reopening: {
            readonly note?: string | null;
        };
        /**
         * Nothing
         * @description No member.
         */
        readonly Nothing: Record<string, never>;
        /** NewNote */
        readonly NewNote: {
            readonly text: string;
            /** @description Default false. */
            readonly private?: boolean;
        };
        /** Note */
        readonly Note: {
            readonly id: number;
            readonly text: string;
            /** @description Not for the citizen. */
            readonly private: boolean;
            /** @description Login; null: the system. */
            readonly author: string | null;
            /** Format: date-time */
            readonly createdAt: string;
        };
        /** NoteList */
        readonly NoteList: {
            readonly items: readonly components["schemas"]["Note"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** History */
        readonly History: {
            readonly items: readonly components["schemas"]["HistoryEvent"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** HistoryEvent */
        readonly HistoryEvent: {
            /** @description Without gaps in a case. */
            readonly seq: number;
            /** Format: date-time */
            readonly at: string;
            /** @description Login; null: the system. */
            readonly actor: string | null;
            /** @enum {string} */
            readonly kind: "created" | "edited" | "closed" | "reopened" | "archived" | "unarchived" | "deleted" | "assigned" | "linked" | "unlinked" | "note.added" | "file.attached" | "file.detached" | "form.saved" | "queued" | "called" | "returned" | "held" | "released" | "completed" | "cancelled" | "no-show" | "transferred" | "task.created" | "task.completed" | "target.set" | "target.paused" | "target.resumed" | "target.breached" | "escalated" | "review.due" | "screened" | "restricted" | "activity.added" | "activity.moved" | "person.linked" | "message.queued" | "message.sent" | "message.failed";
            /**
             * @description The API it came through.
             * @enum {string}
             */
            readonly facade: "worldcheck" | "egain" | "tracker" | "qflow" | "goss" | "api" | "docket";
            readonly changes: readonly {
                readonly field: string;
                readonly from: unknown;
                readonly to: unknown;
            }[];
            readonly data: Record<string, never>;
            /** @description SHA-256 over the event before and this one. */
            readonly hash: string;
        };
        /** File */
        readonly File: {
            /** @description An upper-case GUID. Whoever knows it may attach the file. */
            readonly id: string;
            readonly name: string;
            /** @description Bytes. */
            readonly size: number;
            readonly type: string;
            readonly sha256: string;
        };
        /** NewAttachment */
        readonly NewAttachment: {
            /** @description Id of a file. */
            readonly file: string;
            /** @description The form field that it was given in. */
            readonly formField?: string | null;
        };
        /** Attachment */
        readonly Attachment: {
            readonly id: string;
            /** @description Id of the file, an upper-case GUID. */
            readonly file: string;
            readonly formField: string | null;
            readonly name: string;
            readonly type: string;
            /** @description Bytes. */
            readonly size: number;
            readonly sha256: string;
            /** Format: date-time */
            readonly createdAt: string;
            readonly createdBy: string | null;
        };
        /** AttachmentList */
        readonly AttachmentList: {
            readonly items: readonly components["schemas"]["Attachment"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** TaskList */
        readonly TaskList: {
            readonly items: readonly components["schemas"]["Task"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Task */
        readonly Task: {
            readonly id: number;
            /** @description Key of one of the case type's tasks; null: of none. */
            readonly kind: string | null;
            readonly title: string;
            readonly message: string;
            /**
             * @description Completed and cancelled tasks are closed.
             * @enum {string}
             */
            readonly status: "new" | "open" | "completed" | "cancelled";
            /** @description Made because its case came up for review. */
            readonly review: boolean;
            /** @description Number of the case that it is attached to, of the first where there are several. */
            readonly case: number | null;
            /** @description Numbers of all cases that it is attached to. */
            readonly cases: readonly number[];
            /** @description Ids of the customers that it is attached to. */
            readonly customers: readonly number[];
            /** @description Login; null: a group, or the system. */
            readonly creator: string | null;
            /** @description Key of the group that sent it. */
            readonly creatorGroup: string | null;
            /** @description Logins. */
            readonly assignees: readonly string[];
            /** @description Keys of groups. */
            readonly assigneeGroups: readonly string[];
            /** Format: date-time */
            readonly dueAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            readonly changedAt: string;
            /** Format: date-time */
            readonly closedAt: string | null;
            /** @description Login; null: nobody, or the system. */
            readonly closedBy: string | null;
        };
        /**
         * NewTask
         * @description `title` may be left out where there is a `kind`: it is the name of that. Who names nobody gets the task himself.
         */
        readonly NewTask: {
            readonly title?: string;
            readonly message?: string | null;
            /** @description Number of the case that it is attached to. */
            readonly case?: number | null;
            /** @description Key of one of the case type's tasks; wants `case`. */
            readonly kind?: string | null;
            /** @description Logins. */
            readonly assignees?: readonly string[] | null;
            /** @description Keys of groups. */
            readonly assigneeGroups?: readonly string[] | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
        };
        /**
         * TaskPatch
         * @description A JSON merge patch (RFC 7396): only what is named changes; null empties.
         */
        readonly TaskPatch: {
            readonly title?: string;
            readonly message?: string | null;
            /**
             * @description `open`: taken up. `cancelled`: closed without being done.
             * @enum {string}
             */
            readonly status?: "open" | "cancelled";
            /** @description Logins. */
            readonly assignees?: readonly string[] | null;
            /** @description Keys of groups. */
            readonly assigneeGroups?: readonly string[] | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
        };
        /** CustomerList */
        readonly CustomerList: {
            readonly items: readonly components["schemas"]["CustomerSummary"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** NewCustomer */
        readonly NewCustomer: {
            /** @description The organisation’s own number of the person, unique in the tenant. */
            readonly personalId?: string | null;
            readonly firstName?: string | null;
            readonly lastName?: string | null;
            readonly email?: string | null;
            readonly phone?: string | null;
            /** @description External reference. */
            readonly extRef?: string | null;
        };
        /** CustomerPatch */
        readonly CustomerPatch: {
            /** @description The organisation’s own number of the person, unique in the tenant. */
            readonly personalId?: string | null;
            readonly firstName?: string | null;
            readonly lastName?: string | null;
            readonly email?: string | null;
            readonly phone?: string | null;
            /** @description External reference. */
            readonly extRef?: string | null;
        };
        /** Units */
        readonly Units: {
            readonly items: readonly components["schemas"]["Unit"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Unit */
        readonly Unit: {
            readonly id: number;
            readonly uid: string;
            readonly key: string;
            readonly name: string;
            readonly parent: string | null;
            readonly extRef: string | null;
            readonly sharesWith: readonly {
                readonly unit: string | null;
                /** @description Whether users at home there see the cases of this unit. */
                readonly activities: boolean;
            }[];
        };
        /** Users */
        readonly Users: {
            readonly items: readonly components["schemas"]["UserSummary"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Groups */
        readonly Groups: {
            readonly items: readonly components["schemas"]["Group"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Group */
        readonly Group: {
            readonly id: number;
            readonly uid: string;
            readonly key: string;
            readonly name: string;
        };
        /** CaseTypes */
        readonly CaseTypes: {
            readonly items: readonly components["schemas"]["CaseType"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** CaseType */
        readonly CaseType: {
            readonly key: string;
            readonly name: string;
            /** @description The type of cases that name none. */
            readonly default: boolean;
            /** @description Group that alone may make such cases. */
            readonly starters: string | null;
            readonly managers: string | null;
            readonly statuses: {
                readonly start: string;
                readonly active: readonly string[];
                readonly escalated: string | null;
                readonly closed: string;
                /** @description Shown text by status; a status without one shows itself. */
                readonly descriptions: {
                    readonly [key: string]: string;
                };
            };
            readonly subtypes: readonly {
                readonly key: string;
                readonly name: string;
                readonly description: string | null;
            }[];
            readonly stages: readonly {
                readonly key: string;
                readonly name: string;
                readonly description: string | null;
            }[];
            readonly closure: {
                readonly default: string | null;
                readonly reasons: readonly string[];
            };
            readonly target: {
                readonly days: number | null;
                readonly hours: number | null;
                readonly calendar: string | null;
                readonly reminderHours: number | null;
            } | null;
            readonly tasks: readonly {
                readonly key: string;
                readonly name: string;
                readonly min: number;
                readonly max: number | null;
                readonly prerequisites: readonly string[];
                readonly cancelable: boolean;
            }[];
            readonly reassignmentGroups: readonly string[];
            readonly escalationGroup: string | null;
        };
        /** Attributes */
        readonly Attributes: {
            readonly items: readonly components["schemas"]["Attribute"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Attribute */
        readonly Attribute: {
            readonly key: string;
            readonly label: string;
            /** @enum {string} */
            readonly kind: "text" | "choice" | "integer" | "datetime";
            readonly options: readonly string[];
            readonly multiple: boolean;
            /** @description Of a text, in UTF-16 units. */
            readonly maxLength: number;
        };
        /** Forms */
        readonly Forms: {
            readonly items: readonly components["schemas"]["Form"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Form */
        readonly Form: {
            readonly id: number;
            readonly key: string;
            readonly name: string;
            readonly fields: readonly {
                readonly name: string;
                readonly label: string;
                readonly kind: string;
                readonly options: readonly {
                    readonly value: string;
                    readonly label: string;
                }[];
            }[];
        };
        /** Classifications */
        readonly Classifications: {
            readonly items: readonly components["schemas"]["Classification"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Classification */
        readonly Classification: {
            readonly code: string;
            readonly name: string;
        };
        /** Queues */
        readonly Queues: {
            readonly items: readonly components["schemas"]["QueueView"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** QueueView */
        readonly QueueView: {
            readonly id: number;
            readonly uid: string;
            readonly key: string;
            readonly extRef: string | null;
            readonly name: string;
            readonly unit: string | null;
            readonly ticket: {
                readonly prefix: string;
                readonly from: number;
                readonly to: number;
            };
            readonly caseType: string;
            /** @description Cases that wait. */
            readonly waiting: number;
            /** @description Cases that are served now. */
            readonly inService: number;
            /** @description Cases on hold. */
            readonly onHold: number;
            /** @description How long the case that waits longest has waited; null: none waits. */
            readonly longestWaitSeconds: number | null;
            /** @description From call to completion, on average of the last 20 tickets that were called and completed; null while fewer than 3. */
            readonly meanServiceSeconds: number | null;
            /** @description For one who would join now; null while fewer than three tickets were served. */
            readonly estimatedWaitSeconds: number | null;
            /** @description Those that wait, in order. Only cases that the caller sees are listed and counted. */
            readonly tickets: readonly {
                /** @description Prefix and number, as people are called: `A100`. */
                readonly ticket: string;
                /** @description Number of the case. */
                readonly case: number;
                readonly subject: string;
                readonly customer: number | null;
                /** Format: date-time */
                readonly enqueuedAt: string;
                /** @description 1 is called next. */
                readonly position: number;
                /** @description How long until it is called: those ahead, times the mean service time, by the users who serve the queue now. Null while fewer than three tickets were served. */
                readonly estimatedWaitSeconds: number | null;
            }[];
        };
        /** NewTicket */
        readonly NewTicket: {
            readonly subject?: string;
            readonly customer?: number | null;
            /** @description Becomes a note of the case. */
            readonly notes?: string | null;
            /** @description By key. Text and choice are strings, a multiple choice a list, integer a number, datetime a time; null removes. */
            readonly attributes?: {
                readonly [key: string]: string | number | readonly string[] | null;
            };
        };
        /** TicketView */
        readonly TicketView: {
            readonly case: components["schemas"]["CaseView"];
            /** @description Prefix and number, as people are called: `A100`. */
            readonly ticket: string;
            /** @description 1 is called next. */
            readonly position: number;
            /** @description How long until it is called: those ahead, times the mean service time, by the users who serve the queue now. Null while fewer than three tickets were served. */
            readonly estimatedWaitSeconds: number | null;
        };
        /**
         * VisitView
         * @description A case with its present ticket, or its last.
         */
        readonly VisitView: {
            /** @description Never given to another case. */
            readonly number?: number;
            /** @description UUIDv7. */
            readonly uid?: string;
            readonly reference?: string;
            /** @description The ETag, without its quotes. */
            readonly version?: number;
            readonly type?: string;
            readonly subtype?: string | null;
            readonly stage?: string | null;
            readonly status?: string;
            /** @enum {string} */
            readonly statusCategory?: "new" | "active" | "escalated" | "closed";
            readonly offenseType?: number | null;
            readonly subject?: string;
            readonly description?: string | null;
            readonly solution?: string | null;
            /** @enum {string} */
            readonly severity?: "urgent" | "high" | "medium" | "low";
            readonly tags?: readonly string[];
            readonly unit?: string | null;
            readonly owner?: string | null;
            readonly assignees?: readonly string[];
            readonly assigneeGroups?: readonly string[];
            readonly customer?: number | null;
            readonly contact?: {
                readonly name: string | null;
                readonly email: string | null;
                readonly phone: string | null;
                readonly address: string | null;
            };
            readonly externalReference?: string | null;
            /** Format: date-time */
            readonly dueAt?: string | null;
            /**
             * Format: date-time
             * @description Null for callers who may not see review dates.
             */
            readonly reviewAt?: string | null;
            readonly reviewNotes?: string;
            readonly language?: string;
            readonly attributes?: {
                readonly [key: string]: string | number | readonly string[];
            };
            /** @description Numbers of the related cases that the caller sees. */
            readonly related?: readonly number[];
            readonly archived?: boolean;
            readonly restricted?: boolean;
            /** Format: date-time */
            readonly createdAt?: string;
            /** @description Login; null: the system. */
            readonly createdBy?: string | null;
            /** Format: date-time */
            readonly modifiedAt?: string;
            readonly modifiedBy?: string | null;
            /** Format: date-time */
            readonly closedAt?: string | null;
            readonly closureReason?: string | null;
            readonly closureNote?: string | null;
            /** @description What the caller may do with this case now. */
            readonly abilities?: readonly string[];
            readonly expanded?: components["schemas"]["Expanded"];
            readonly ticket: {
                /** @description Key of the queue. */
                readonly queue: string;
                /** @description Prefix and number, as people are called: `A100`. */
                readonly ticket: string;
                /** @enum {string} */
                readonly state: "waiting" | "in-service" | "on-hold" | "ended";
                /** @enum {string|null} */
                readonly outcome: "completed" | "no-show" | "cancelled" | "abandoned" | "withdrawn" | "transferred" | null;
                /** Format: date-time */
                readonly enqueuedAt: string;
                /** Format: date-time */
                readonly calledAt: string | null;
                /** @description Login. */
                readonly calledBy: string | null;
            };
        };
        /** StepNote */
        readonly StepNote: {
            /** @description Becomes a note of the case. */
            readonly note?: string | null;
        };
        /** Returning */
        readonly Returning: {
            /** @description Becomes a note of the case. */
            readonly note?: string | null;
            readonly toEnd?: boolean;
        };
        /** Transfer */
        readonly Transfer: {
            /** @description Key of the queue. */
            readonly queue: string;
            /** @description Becomes a note of the case. */
            readonly note?: string | null;
        };
        /**
         * TenantFile
         * @description A whole tenant: `docket apply FILE` makes the store match it.
         */
        readonly TenantFile: {
            /** @description Address of this schema, for editors. Not read. */
            readonly $schema?: string;
            /** @description The tenant itself. */
            readonly tenant: {
                /** @description What the tenant is called in headers and commands; it stays as it is. */
                readonly key: string;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description Shown name. */
                readonly name: string;
                /**
                 * @description IANA zone: calendars, and vendor dates that carry no zone.
                 * @default UTC
                 */
                readonly timezone: string;
                /**
                 * @description BCP 47 tag of the tenant’s language.
                 * @default en-US
                 */
                readonly language: string;
                /** @description How cases are numbered. */
                readonly caseNumbers?: {
                    /**
                     * @description Number of the first case; only read when the tenant is made.
                     * @default 1
                     */
                    readonly start: number;
                    /**
                     * @description Reference of a case that is named by its number: `{number}`, or `{number:6}` with zeros up to six digits.
                     * @default {number}
                     */
                    readonly format: string;
                };
                /** @description Host names whose sign-ins belong to this tenant, and that World-Check One programs may sign. Default: none. */
                readonly hosts?: readonly string[];
                /** @description Address that messages come from. Default: `no-reply@<key>.invalid`. */
                readonly sender?: string;
            };
            /** @description How long sign-ins last. */
            readonly sessions?: {
                /**
                 * @description eGain: minutes without a call that end a session.
                 * @default 30
                 */
                readonly egainMinutes: number;
                /**
                 * @description Tracker and Q-Flow: hours that a token lasts.
                 * @default 12
                 */
                readonly tokenHours: number;
                /**
                 * @description Workspace: hours without a call that end a session.
                 * @default 12
                 */
                readonly workspaceHours: number;
            };
            /** @description Mail server that messages go through. Default: none, and messages stay queued until there is one. */
            readonly smtp?: {
                /** @description Mail server. */
                readonly host: string;
                /**
                 * @description Its port.
                 * @default 587
                 */
                readonly port: number;
                /**
                 * @description How the connection is protected.
                 * @default starttls
                 * @enum {unknown}
                 */
                readonly security: "starttls" | "tls" | "none";
                /** @description User name at the mail server. Default: no sign-in. */
                readonly user?: string;
                /** @description Password at the mail server; stored encrypted. `{ env: NAME }` takes it from an environment variable. */
                readonly password?: string | {
                    /** @description Name of the environment variable. */
                    readonly env: string;
                };
                /** @description The password as `docket export` prints it, encrypted under DOCKET_SECRET_KEY. */
                readonly passwordSealed?: string;
            };
            /** @description Organisational units. Default: none. */
            readonly units?: readonly {
                /** @description What the file calls the unit. */
                readonly key: string;
                /** @description Number that vendor clients know the unit by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description External reference, as Q-Flow clients name the unit. */
                readonly extRef?: string;
                /** @description Shown name. */
                readonly name: string;
                /** @description Key of the unit above. It gives no rights. */
                readonly parent?: string;
                /** @description Units that this one shares its work with: one way and one step. Default: none. */
                readonly sharesWith?: readonly {
                    /** @description Key of the unit that sees this one’s cases. */
                    readonly unit: string;
                    /**
                     * @description Whether its users see the cases themselves.
                     * @default false
                     */
                    readonly activities: boolean;
                }[];
            }[];
            /** @description Sets of users. Default: none. */
            readonly groups?: readonly {
                /** @description What the file calls the group. */
                readonly key: string;
                /** @description Number that vendor clients know the group by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description Shown name. */
                readonly name: string;
            }[];
            /** @description Named sets of permissions. Default: none. */
            readonly roles?: readonly {
                /** @description What the file calls the role. */
                readonly key: string;
                /** @description What the role allows. */
                readonly permissions: readonly ("*" | "case.view" | "case.create" | "case.edit" | "case.close" | "case.delete" | "case.assign" | "note.view" | "note.add" | "customer.change" | "activity.changeCase" | "queue.serve" | "disposition.configure" | "tenant.configure")[];
            }[];
            /** @description Who signs in. One who leaves the file can no longer, and is kept, since history names him. Default: none. */
            readonly users?: readonly {
                /** @description Name that the user signs in with. */
                readonly login: string;
                /** @description Number that vendor clients know the user by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description The password; only its argon2id hash is stored. `{ env: NAME }` takes it from an environment variable. */
                readonly password?: string | {
                    /** @description Name of the environment variable. */
                    readonly env: string;
                };
                /** @description The password as an argon2id hash (PHC string), instead of `password`. Neither: no sign-in by password. */
                readonly passwordHash?: string;
                /** @description First name. */
                readonly firstName?: string;
                /** @description Last name. */
                readonly lastName?: string;
                /** @description E-mail address. */
                readonly email?: string;
                /** @description Key of the unit that the user belongs to. */
                readonly home?: string;
                /** @description Other units that the user works in. Default: none. */
                readonly foreign?: readonly string[];
                /** @description Roles of the user. Default: none. */
                readonly roles?: readonly string[];
                /** @description Groups of the user. Default: none. */
                readonly groups?: readonly string[];
                /** @description Licences. A user with none signs in and can do nothing else. Default: none. */
                readonly licences?: readonly string[];
                /**
                 * @description Whether the user is refused at sign-in; disabling one ends the open sessions.
                 * @default false
                 */
                readonly disabled: boolean;
            }[];
            /** @description What users may do to each other’s work. Default: none. */
            readonly grants?: readonly {
                /** @description Login of the user who may. */
                readonly user: string;
                /** @description Login of the user whose work it is. */
                readonly target: string;
                /** @description `transfer`: hand over cases to the target; `pull`: edit cases of the target. */
                readonly allow: readonly ("transfer" | "pull")[];
            }[];
            /** @description What programs sign in with. Default: none. */
            readonly credentials?: readonly {
                /**
                 * @description The API that it is for.
                 * @enum {unknown}
                 */
                readonly facade: "worldcheck" | "tracker" | "qflow" | "goss" | "api";
                /** @description Login of the user that the program acts as. */
                readonly user: string;
                /** @description Worldcheck: the public half of the key. */
                readonly keyId?: string;
                /** @description Worldcheck: the secret that requests are signed with; stored encrypted. `{ env: NAME }` takes it from an environment variable. */
                readonly secret?: string | {
                    /** @description Name of the environment variable. */
                    readonly env: string;
                };
                /** @description The secret as `docket export` prints it, encrypted under DOCKET_SECRET_KEY. */
                readonly secretSealed?: string;
                /** @description The bearer token, visible ASCII characters; only its hash is stored. `{ env: NAME }` takes it from an environment variable. */
                readonly token?: string | {
                    /** @description Name of the environment variable. */
                    readonly env: string;
                };
                /** @description The token as its SHA-256 in hexadecimal, as `docket export` prints it. */
                readonly tokenHash?: string;
            }[];
            /** @description Custom attributes of cases. Default: none. */
            readonly attributes?: readonly {
                /** @description Name of the attribute on the wire. */
                readonly key: string;
                /** @description Shown name. Default: the key. */
                readonly label?: string;
                /**
                 * @description What its values are.
                 * @enum {unknown}
                 */
                readonly kind: "text" | "choice" | "integer" | "datetime";
                /** @description Choice: the values there are. */
                readonly options?: readonly string[];
                /**
                 * @description Choice: several values at once; its options hold no `;`.
                 * @default false
                 */
                readonly multiple: boolean;
                /**
                 * @description Text: longest value, in UTF-16 units.
                 * @default 1024
                 */
                readonly maxLength: number;
            }[];
            /** @description Customers. Default: none. */
            readonly customers?: readonly {
                /** @description Number that vendor clients know the customer by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description The organisation’s own number of the person, unique. A customer has this or an id. */
                readonly personalId?: string;
                /** @description First name. */
                readonly firstName?: string;
                /** @description Last name. */
                readonly lastName?: string;
                /** @description E-mail address. */
                readonly email?: string;
                /** @description Telephone number, in quotes. */
                readonly phone?: string;
                /** @description External reference. */
                readonly extRef?: string;
            }[];
            /** @description Working calendars. Default: none. */
            readonly calendars?: readonly {
                /** @description What the file calls the calendar. */
                readonly key: string;
                /**
                 * @description Working days.
                 * @default [
                 *       "mon",
                 *       "tue",
                 *       "wed",
                 *       "thu",
                 *       "fri"
                 *     ]
                 */
                readonly days: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
                /** @description Working hours, local time, in order. Default: the whole day. */
                readonly hours?: readonly {
                    /** @description Start, `HH:MM`. */
                    readonly from: string;
                    /** @description End, `HH:MM`; later than `from`. */
                    readonly to: string;
                }[];
                /** @description Region of the public holidays, as `GB-ENG`. Default: none. */
                readonly holidays?: string;
                /** @description IANA zone. Default: the tenant’s. */
                readonly timezone?: string;
            }[];
            /** @description Forms. Default: none. */
            readonly forms?: readonly {
                /** @description What the file and GOSS clients call the form. */
                readonly key: string;
                /** @description Number that vendor clients know the form by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Shown name. */
                readonly name: string;
                /** @description Fields, in order. Default: none. */
                readonly fields?: readonly {
                    /** @description Name of the field on the wire. */
                    readonly name: string;
                    /** @description Shown name. Default: the name. */
                    readonly label?: string;
                    /**
                     * @description What its values are.
                     * @enum {unknown}
                     */
                    readonly kind: "text" | "textarea" | "number" | "checkbox" | "checkboxes" | "select" | "radio" | "date" | "user" | "person";
                    /** @description The options of checkboxes, select and radio. Default: none. */
                    readonly options?: readonly {
                        /** @description Value on the wire. */
                        readonly value: string;
                        /** @description Shown text. Default: the value. */
                        readonly label?: string;
                    }[];
                }[];
            }[];
            /** @description Case types. Default: one, `case`, with the statuses `open` and `closed`. */
            readonly caseTypes?: readonly {
                /** @description The case type on the wire. */
                readonly key: string;
                /** @description Shown name. */
                readonly name: string;
                /**
                 * @description The type of cases that name none. Exactly one has it.
                 * @default false
                 */
                readonly default: boolean;
                /** @description Key of the group that may create such cases. Default: whoever may create cases. */
                readonly starters?: string;
                /** @description Key of the group of case managers (GOSS). Default: none. */
                readonly managers?: string;
                /** @description Statuses of the case type. */
                readonly statuses: {
                    /** @description Status that a new case gets. */
                    readonly start: string;
                    /** @description Statuses that are being worked in. Default: none. */
                    readonly active?: readonly string[];
                    /** @description Status of an escalated case. Default: there is none. */
                    readonly escalated?: string;
                    /** @description Status that closing gives. */
                    readonly closed: string;
                    /** @description Shown text, by status. Default: the status itself. */
                    readonly descriptions?: {
                        readonly [key: string]: string;
                    };
                };
                /** @description Subtypes. Default: none. */
                readonly subtypes?: readonly {
                    /** @description The subtype on the wire. */
                    readonly key: string;
                    /** @description Shown name. */
                    readonly name: string;
                    /** @description Longer text. Default: the name. */
                    readonly description?: string;
                }[];
                /** @description Stages. Default: none. */
                readonly stages?: readonly {
                    /** @description The stage on the wire. */
                    readonly key: string;
                    /** @description Shown name. */
                    readonly name: string;
                    /** @description Longer text. Default: the name. */
                    readonly description?: string;
                }[];
                /** @description Reasons for closing. */
                readonly closure?: {
                    /** @description Reason that is used where none is given. Default: none. */
                    readonly default?: string;
                    /** @description Reasons there are. Default: any text. */
                    readonly reasons?: readonly string[];
                };
                /** @description Target that a case gets which is created without one. Default: none. */
                readonly target?: {
                    /** @description Days from creation to the target. */
                    readonly days?: number;
                    /** @description Hours from creation to the target, after the days. */
                    readonly hours?: number;
                    /** @description Key of the calendar whose days and hours count. Default: all count. */
                    readonly calendar?: string;
                    /** @description Hours before the target at which who works on the case is reminded by mail. Default: no reminder. */
                    readonly reminderHours?: number;
                };
                /** @description Tasks. Default: none. */
                readonly tasks?: readonly {
                    /** @description What the case type calls the task. */
                    readonly key: string;
                    /** @description Shown name. */
                    readonly name: string;
                    /**
                     * @description How many must be done before GOSS closes the case.
                     * @default 0
                     */
                    readonly min: number;
                    /** @description How many there may be. Default: no limit. */
                    readonly max?: number;
                    /** @description Tasks that must be done before. Default: none. */
                    readonly prerequisites?: readonly string[];
                    /**
                     * @description Whether an open one may be cancelled.
                     * @default false
                     */
                    readonly cancelable: boolean;
                }[];
                /** @description Groups that cases may be handed to. Default: any. */
                readonly reassignmentGroups?: readonly string[];
                /** @description Key of the group that is told by mail of cases whose target has passed. Default: none. */
                readonly escalationGroup?: string;
            }[];
            /** @description World-Check One case template. */
            readonly screening?: {
                /** @description Units that screen. Default: none. */
                readonly groups?: readonly string[];
                /**
                 * @description Secondary fields: the published SFCT_ set, or none.
                 * @default standard
                 * @enum {unknown}
                 */
                readonly secondaryFields: "standard" | "none";
                /** @description Custom fields. Default: none. */
                readonly customFields?: readonly {
                    /** @description Id of the field on the wire. */
                    readonly typeId: string;
                    /** @description Shown name. */
                    readonly label: string;
                    /** @description Key of the attribute that holds it. */
                    readonly attribute: string;
                    /**
                     * @description Whether a case must have it.
                     * @default false
                     */
                    readonly required: boolean;
                }[];
            };
            /** @description Offense types (Tracker). Default: none. */
            readonly offenseTypes?: readonly {
                /** @description Number of the offense type. */
                readonly id: number;
                /** @description Shown name. */
                readonly name: string;
            }[];
            /** @description Tracker auto disposition. */
            readonly disposition?: {
                /**
                 * @description Whether review dates are computed.
                 * @default false
                 */
                readonly enabled: boolean;
                /** @description Reviewers. Default: none. */
                readonly reviewers?: readonly {
                    /** @description Key of the unit. */
                    readonly unit: string;
                    /** @description Login of the user who sends its review tasks. */
                    readonly user?: string;
                    /** @description Key of the group that sends its review tasks; instead of a user. */
                    readonly group?: string;
                    /**
                     * @description Whether it stands in for units without one. At most one does.
                     * @default false
                     */
                    readonly default: boolean;
                }[];
                /** @description Days from creation to review, 1 to 36,500, by offense type id. Default: none. */
                readonly followUpDays?: {
                    readonly [key: string]: number;
                };
                /** @description Who handles review dates. */
                readonly groups?: {
                    /** @description Groups that may see review dates. Default: none. */
                    readonly list?: readonly (number | string)[];
                    /** @description Groups that may set them on creation. Default: none. */
                    readonly create?: readonly (number | string)[];
                    /** @description Groups that may change them. Default: none. */
                    readonly update?: readonly (number | string)[];
                };
            };
            /** @description Queues. Default: none. */
            readonly queues?: readonly {
                /** @description What the file calls the queue. */
                readonly key: string;
                /** @description Number that vendor clients know the queue by. Left out: the store mints one. */
                readonly id?: number;
                /** @description Opaque id, as World-Check One shows it. Left out: the store mints one. */
                readonly uid?: string;
                /** @description External reference, as Q-Flow clients name the service. */
                readonly extRef?: string;
                /** @description Shown name. */
                readonly name: string;
                /** @description Key of the unit that serves it. */
                readonly unit: string;
                /** @description How tickets are numbered. */
                readonly ticket?: {
                    /**
                     * @description Text before the number.
                     * @default
                     */
                    readonly prefix: string;
                    /**
                     * @description First number.
                     * @default 1
                     */
                    readonly from: number;
                    /**
                     * @description Last number; the first follows again.
                     * @default 999
                     */
                    readonly to: number;
                };
                /** @description Key of the type of the cases made in it. Default: the default type. */
                readonly caseType?: string;
                /** @description Minutes after which a case in service counts as forgotten and goes back to its place. Default: never. */
                readonly serviceTimeoutMinutes?: number;
            }[];
            /** @description Classifications (Q-Flow). Default: none. */
            readonly classifications?: readonly {
                /** @description The code on the wire. */
                readonly code: string;
                /** @description Shown name. */
                readonly name: string;
            }[];
        };
        /** Applied */
        readonly Applied: {
            /** @description Empty: the tenant was so already. */
            readonly changes: readonly components["schemas"]["ConfigurationChange"][];
        };
        /** ConfigurationChange */
        readonly ConfigurationChange: {
            /**
             * @description `keep`: left the file, and stays as it is (customers).
             * @enum {string}
             */
            readonly action: "create" | "change" | "remove" | "keep";
            readonly what: string;
            readonly key: string;
            readonly fields: readonly string[];
        };
        /** Credentials */
        readonly Credentials: {
            readonly items: readonly components["schemas"]["Credential"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Credential */
        readonly Credential: {
            readonly id: string;
            /**
             * @description The API whose programs sign in with it.
             * @enum {string}
             */
            readonly facade: "worldcheck" | "egain" | "tracker" | "qflow" | "goss" | "api";
            /** @description Login of the user that they act as. */
            readonly user: string | null;
            /** @description Of a key that signs; null: a token. */
            readonly keyId: string | null;
        };
        /** Refusals */
        readonly Refusals: {
            readonly items: readonly components["schemas"]["Refusal"][];
            /** @description What to send as `cursor` for the next page; null: this is the last. */
            readonly next: string | null;
            readonly count?: number;
        };
        /** Refusal */
        readonly Refusal: {
            readonly id: string;
            /** Format: date-time */
            readonly at: string;
            /**
             * @description `clock`: the date; `length`: another length of the body was signed; `path`: another path or method; `header`: the header of the signature, its list, or a header in it; `signature`: none of these explains it; `user`: the user of the key may not sign in; `secret`: the server cannot read the secret.
             * @enum {string}
             */
            readonly reason: "clock" | "length" | "path" | "header" | "signature" | "user" | "secret";
            /** @description A sentence for people. */
            readonly message: string;
            readonly method: string;
            /** @description Without its query. */
            readonly path: string;
            /** @description What the server computed the signature of, without the secret; at most 4096 characters. */
            readonly signingText: string;
            readonly bodyBytes: number;
            /** @description Null: no byte came. */
            readonly bodySha256: string | null;
            /** @description As the header `X-Request-Id` of the answer, and in the log. */
            readonly requestId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly signIn: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignIn"];
            };
        };
        readonly responses: {
            /** @description Who is signed in. */
            readonly 200: {
                headers: {
                    /** @description The session, `docket_session`. */
                    readonly "Set-Cookie"?: string;
                    /** @description As `csrf` in the body. */
                    readonly "X-Docket-CSRF"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/wrong` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/locked` */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly signOut: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session has ended. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `session/none` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user, the permissions, the units. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Me"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCases: {
        readonly parameters: {
            readonly query?: {
                /** @description Statuses. */
                readonly status?: readonly string[];
                /** @description Categories of statuses. */
                readonly statusCategory?: readonly ("new" | "active" | "escalated" | "closed")[];
                /** @description Keys of case types. */
                readonly type?: readonly string[];
                /** @description Keys of units; empty: cases without one. */
                readonly unit?: readonly string[];
                /** @description Logins; `me`: the caller; empty: cases without one. */
                readonly owner?: readonly string[];
                /** @description Logins; `me`: the caller. */
                readonly assignee?: readonly string[];
                /** @description Severities. */
                readonly severity?: readonly ("urgent" | "high" | "medium" | "low")[];
                /** @description Tags. */
                readonly tag?: readonly string[];
                /** @description Ids of customers; empty: cases without one. */
                readonly customer?: readonly string[];
                /** @description Exactly this reference. */
                readonly reference?: string;
                /** @description Due earlier than this. */
                readonly dueBefore?: string;
                /** @description Due later than this. */
                readonly dueAfter?: string;
                /** @description Up for review earlier than this. Nothing for callers who may not see review dates. */
                readonly reviewBefore?: string;
                /** @description Made later than this. */
                readonly createdAfter?: string;
                /** @description Made earlier than this. */
                readonly createdBefore?: string;
                /** @description Changed later than this. */
                readonly modifiedAfter?: string;
                /** @description Only archived cases, or only others; both where it is not named. */
                readonly archived?: boolean;
                /** @description Keys of queues in which the case has an open ticket. */
                readonly queue?: readonly string[];
                /** @description Full text over reference, subject, description, notes (for who may read them), contact and attributes: word stems, `begin*`, "a phrase". All must be found. */
                readonly q?: string;
                /** @description Descending with `-`. Cases without the date come last. Default `-modifiedAt`. */
                readonly sort?: "number" | "-number" | "createdAt" | "-createdAt" | "modifiedAt" | "-modifiedAt" | "dueAt" | "-dueAt" | "reviewAt" | "-reviewAt" | "severity" | "-severity";
                /** @description Members to answer with; all where it is not named. */
                readonly fields?: readonly ("number" | "uid" | "reference" | "version" | "type" | "subtype" | "stage" | "status" | "statusCategory" | "offenseType" | "subject" | "description" | "solution" | "severity" | "tags" | "unit" | "owner" | "assignees" | "assigneeGroups" | "customer" | "contact" | "externalReference" | "dueAt" | "reviewAt" | "reviewNotes" | "language" | "attributes" | "related" | "archived" | "restricted" | "createdAt" | "createdBy" | "modifiedAt" | "modifiedBy" | "closedAt" | "closureReason" | "closureNote" | "abilities")[];
                /** @description What to add, as `expanded`. */
                readonly expand?: readonly ("customer" | "owner" | "related")[];
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
                readonly "attribute.<key>"?: readonly string[];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of cases. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseList"];
                };
            };
            /** @description `request/invalid`, `attribute/invalid`, `attribute/unknown`, `case-type/unknown`, `customer/invalid-id`, `list/invalid-cursor`, `queue/unknown`, `search/too-many-words`, `unit/unknown`, `user/unknown` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCase"];
            };
        };
        readonly responses: {
            /** @description The case. */
            readonly 201: {
                headers: {
                    /** @description Where the case is. */
                    readonly Location?: string;
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `case/invalid-reference`, `case/unknown-status` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden`, `case/not-a-starter`, `disposition/review` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/duplicate-reference`, `disposition/incomplete` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCase: {
        readonly parameters: {
            readonly query?: {
                /** @description Members to answer with; all where it is not named. */
                readonly fields?: readonly ("number" | "uid" | "reference" | "version" | "type" | "subtype" | "stage" | "status" | "statusCategory" | "offenseType" | "subject" | "description" | "solution" | "severity" | "tags" | "unit" | "owner" | "assignees" | "assigneeGroups" | "customer" | "contact" | "externalReference" | "dueAt" | "reviewAt" | "reviewNotes" | "language" | "attributes" | "related" | "archived" | "restricted" | "createdAt" | "createdBy" | "modifiedAt" | "modifiedBy" | "closedAt" | "closureReason" | "closureNote" | "abilities")[];
                /** @description What to add, as `expanded`. */
                readonly expand?: readonly ("customer" | "owner" | "related")[];
            };
            readonly header?: {
                /** @description ETag of what the caller has. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description The caller has this version (`If-None-Match`). */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request/invalid` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly editCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["CasePatch"];
                readonly "application/json": components["schemas"]["CasePatch"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden`, `access/pull`, `access/transfer`, `disposition/review` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown`, `customer/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived`, `case/duplicate-reference`, `case/not-open` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCaseByReference: {
        readonly parameters: {
            readonly query?: {
                /** @description Members to answer with; all where it is not named. */
                readonly fields?: readonly ("number" | "uid" | "reference" | "version" | "type" | "subtype" | "stage" | "status" | "statusCategory" | "offenseType" | "subject" | "description" | "solution" | "severity" | "tags" | "unit" | "owner" | "assignees" | "assigneeGroups" | "customer" | "contact" | "externalReference" | "dueAt" | "reviewAt" | "reviewNotes" | "language" | "attributes" | "related" | "archived" | "restricted" | "createdAt" | "createdBy" | "modifiedAt" | "modifiedBy" | "closedAt" | "closureReason" | "closureNote" | "abilities")[];
                /** @description What to add, as `expanded`. */
                readonly expand?: readonly ("customer" | "owner" | "related")[];
            };
            readonly header?: {
                /** @description ETag of what the caller has. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly reference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description The caller has this version (`If-None-Match`). */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request/invalid` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCaseByUid: {
        readonly parameters: {
            readonly query?: {
                /** @description Members to answer with; all where it is not named. */
                readonly fields?: readonly ("number" | "uid" | "reference" | "version" | "type" | "subtype" | "stage" | "status" | "statusCategory" | "offenseType" | "subject" | "description" | "solution" | "severity" | "tags" | "unit" | "owner" | "assignees" | "assigneeGroups" | "customer" | "contact" | "externalReference" | "dueAt" | "reviewAt" | "reviewNotes" | "language" | "attributes" | "related" | "archived" | "restricted" | "createdAt" | "createdBy" | "modifiedAt" | "modifiedBy" | "closedAt" | "closureReason" | "closureNote" | "abilities")[];
                /** @description What to add, as `expanded`. */
                readonly expand?: readonly ("customer" | "owner" | "related")[];
            };
            readonly header?: {
                /** @description ETag of what the caller has. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly uid: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description The caller has this version (`If-None-Match`). */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `request/invalid` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTarget: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The target. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Target"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly probeReference: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly reference: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In use. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Free. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly closeCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Closing"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `case/unknown-reason` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived`, `case/closed` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reopenCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Reopening"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived`, `case/not-closed` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly archiveCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived`, `case/not-archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly unarchiveCase: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match": string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Nothing"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived`, `case/not-archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/precondition-required` */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly relateCases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
                /** @description Number of a case. */
                readonly other: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Related. */
            readonly 204: {
                headers: {
                    /** @description The version of the first case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `related/itself`, `related/too-many` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly unrelateCases: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
                /** @description Number of a case. */
                readonly other: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Not related. */
            readonly 204: {
                headers: {
                    /** @description The version of the first case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `related/itself`, `related/too-many` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listNotes: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The notes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NoteList"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly addNote: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewNote"];
            };
        };
        readonly responses: {
            /** @description The note. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Note"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listHistory: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["History"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly uploadFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "*/*": unknown;
            };
        };
        readonly responses: {
            /** @description The file. */
            readonly 201: {
                headers: {
                    /** @description Where the file is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["File"];
                };
            };
            /** @description `file/name`, `file/type` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file/no-space` */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly downloadFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of what the caller has. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file. */
            readonly 200: {
                headers: {
                    /** @description Of these bytes. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": unknown;
                };
            };
            /** @description The range. */
            readonly 206: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "*/*": unknown;
                };
            };
            /** @description The caller has these bytes (`If-None-Match`). */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file/range` */
            readonly 416: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listAttachments: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The attachments. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AttachmentList"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly attachFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAttachment"];
            };
        };
        readonly responses: {
            /** @description The attachment. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown`, `file/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly detachFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Taken away. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `attachment/unknown`, `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Assigned to him or to a group that he is in. Logins; `me`: the caller. */
                readonly assignee?: readonly string[];
                /** @description Number of the case that they are attached to. */
                readonly case?: number;
                /** @description Any of these. */
                readonly status?: readonly ("new" | "open" | "completed" | "cancelled")[];
                /** @description Keys of a case type's tasks. */
                readonly kind?: readonly string[];
                /** @description Only review tasks, or only others. */
                readonly review?: boolean;
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tasks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskList"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor`, `user/unknown` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewTask"];
            };
        };
        readonly responses: {
            /** @description The task. */
            readonly 201: {
                headers: {
                    /** @description Where the task is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `group/unknown`, `task/kind-of-no-case`, `task/title`, `task/unknown-kind`, `user/unknown` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/prerequisite`, `task/too-many` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of a task. */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The task. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly editTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of a task. */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["TaskPatch"];
                readonly "application/json": components["schemas"]["TaskPatch"];
            };
        };
        readonly responses: {
            /** @description The task as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `group/unknown`, `task/nobody`, `user/unknown` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/closed`, `task/not-cancelable`, `task/review`, `task/review-due` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly completeTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Id of a task. */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The task as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Task"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `task/closed`, `task/review-due` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCustomers: {
        readonly parameters: {
            readonly query?: {
                /** @description The address, in any letter case. */
                readonly email?: string;
                /** @description The number; only its digits are compared. */
                readonly phone?: string;
                /** @description Exactly. */
                readonly personalId?: string;
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The customers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CustomerList"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCustomer"];
            };
        };
        readonly responses: {
            /** @description The customer. */
            readonly 201: {
                headers: {
                    /** @description Where the customer is. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CustomerSummary"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `customer/empty` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/duplicate-personal-id` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of a customer. */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The customer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CustomerSummary"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly editCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Id of a customer. */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["CustomerPatch"];
                readonly "application/json": components["schemas"]["CustomerPatch"];
            };
        };
        readonly responses: {
            /** @description The customer as he is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CustomerSummary"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `customer/empty` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/duplicate-personal-id` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listUnits: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Units"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listUsers: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Users"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listGroups: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Groups"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCaseTypes: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CaseTypes"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listAttributes: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Attributes"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listForms: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Forms"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listClassifications: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Classifications"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listQueues: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Queues"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getQueue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Key of a queue. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The queue as it stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `queue/not-found` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly joinQueue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Key of a queue. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewTicket"];
            };
        };
        readonly responses: {
            /** @description The case, and where it stands. */
            readonly 201: {
                headers: {
                    /** @description Where the case is. */
                    readonly Location?: string;
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TicketView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden`, `case/not-a-starter` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `customer/unknown`, `queue/not-found` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `queue/full` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly callNext: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Key of a queue. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case now in service. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description Nobody waits. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `queue/not-found` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly streamQueue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Key of a queue. */
                readonly key: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": unknown;
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `queue/not-found` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly completeTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepNote"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `ticket/served-by-another` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly markNoShow: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepNote"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `ticket/served-by-another` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly returnTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Returning"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `ticket/served-by-another` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly holdTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepNote"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `ticket/served-by-another` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly releaseTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepNote"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepNote"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `case/archived` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly transferTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description ETag of the case as it was read. */
                readonly "If-Match"?: string;
                /** @description 1 to 255 printable characters: sent again, the first answer comes again. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Number of a case. */
                readonly number: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Transfer"];
            };
        };
        readonly responses: {
            /** @description The case as it is now. */
            readonly 200: {
                headers: {
                    /** @description The version of the case. */
                    readonly ETag?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["VisitView"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `queue/unknown` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ticket/wrong-state`, `case/archived`, `case/closed`, `queue/full`, `ticket/same-queue`, `ticket/served-by-another` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `case/stale` */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency/other-request` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file that would make this configuration again. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TenantFile"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putTenant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TenantFile"];
            };
        };
        readonly responses: {
            /** @description What it changed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Applied"];
                };
            };
            /** @description `request/invalid`, `request/syntax`, `tenant/invalid`, `tenant/other` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/too-large` */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `request/media-type` */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCredentials: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of the tenant file. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Credentials"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRefusals: {
        readonly parameters: {
            readonly query?: {
                /** @description Items a page; 50 where it is not named. */
                readonly limit?: number;
                /** @description `next` of the page before. */
                readonly cursor?: string;
                /** @description Adds `count`: how many there are on all pages, exactly. */
                readonly count?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description The key id that programs send. */
                readonly keyId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The refused sign-ins. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refusals"];
                };
            };
            /** @description `request/invalid`, `list/invalid-cursor` */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in/required`, `sign-in/bad-token`, `session/ended` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `access/licence`, `access/forbidden` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `credential/unknown` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `store/away` */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
