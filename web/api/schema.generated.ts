// Generated from /api/openapi.json: npm test -- test/console/api.test.ts -u
export interface paths {
    "/api/v1/documents/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Release or decline a document that was held, set aside or suspended
         * @description Released, it goes by what is agreed now; what was suspended goes as it came, or is refused, and its sender is answered.
         *
         *     Needs the scope `exchange:decide`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "release" | "decline";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            interchange: string;
                            position: number;
                            type: string;
                            version: string;
                            mode: string;
                            sender: string | null;
                            receiver: string | null;
                            key: string | null;
                            controlNumber: string;
                            status: string;
                            /**
                             * Format: date-time
                             * @description When it was recognised
                             */
                            at: string;
                            outgoing: string | null;
                            /** @description What it was decided by, in the version of that moment */
                            agreement: {
                                /** Format: uuid */
                                id: string;
                                version: number | null;
                            } | null;
                            problems: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a person is asked to approve, and what was answered; the newest request first
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            document: string;
                            status: string;
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                status: "asked" | "approved" | "declined" | "void";
                                /** @description SHA-256 of the document as it came */
                                source: string;
                                /** @description SHA-256 of the interchange that it came in */
                                payload: string;
                                /** @description SHA-256 of form: what an answer must name */
                                outgoing: string;
                                /** @description JSON: what would leave, besides what is given when it leaves */
                                form: string;
                                agreement: {
                                    /** Format: uuid */
                                    id: string;
                                    version: number;
                                };
                                /** Format: date-time */
                                requestedAt: string;
                                dueAt: string | null;
                                overdue: boolean;
                                answered: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    reason: string;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Approve or decline a document that waits for it
         * @description outgoing names what was looked at. Where something else would leave by now, nothing does: the request is renewed, and the answer approval-void holds its new hash.
         *
         *     Needs the scope `approvals:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        decision: "approve" | "decline";
                        reason: string;
                        outgoing: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            interchange: string;
                            position: number;
                            type: string;
                            version: string;
                            mode: string;
                            sender: string | null;
                            receiver: string | null;
                            key: string | null;
                            controlNumber: string;
                            status: string;
                            /**
                             * Format: date-time
                             * @description When it was recognised
                             */
                            at: string;
                            outgoing: string | null;
                            /** @description What it was decided by, in the version of that moment */
                            agreement: {
                                /** Format: uuid */
                                id: string;
                                version: number | null;
                            } | null;
                            problems: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reprocessings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide anew on what was set aside and fits
         * @description Interchanges and documents, the oldest first, up to `limit`; `next` is the `after` of the next request. With `dryRun=true` they are only counted.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        filter: {
                            /** @description The code of the problem, such as `agreement-missing` */
                            problem?: string;
                            /** @enum {string} */
                            class?: "connectivity" | "refused" | "configuration" | "validation" | "routing" | "duplicate" | "approval" | "business" | "receipt" | "outcome-unknown" | "storage" | "access" | "fault" | "other";
                            /** @description Whose it is, by slug or id */
                            organization?: string;
                            type?: string;
                            /** Format: date-time */
                            openedAfter?: string;
                            /** Format: date-time */
                            openedBefore?: string;
                        };
                        reason: string;
                        /** @default null */
                        after?: string | null;
                        /** @default 100 */
                        limit?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            items: {
                                /** Format: uuid */
                                item: string;
                                subject: {
                                    kind: string;
                                    /** Format: uuid */
                                    id: string;
                                };
                                /** @description The new one; null for a document */
                                interchange: string | null;
                                /** @description Why it stays set aside */
                                refused: string | null;
                            }[];
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/organization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an organization of the unknown partner that an envelope names
         * @description It is inactive until PUT /organizations/…/confirmation. Asked again, it names the same one.
         *
         *     Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        party?: "sender" | "receiver";
                        slug?: string;
                        name?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            status: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/waiting-interchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was set aside and names this organization
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            interchanges: string[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/reprocess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide anew on an interchange that was set aside
         * @description The same bytes under a new id, once: asked again, it names the same new interchange.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            interchange: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what waits in batches, an agreement each
         * @description Of an organization: what it sends. Its receiver sees documents when they leave.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                agreement: {
                                    /** Format: uuid */
                                    id: string;
                                    type: string;
                                    sender: string;
                                    receiver: string;
                                    mode: string;
                                };
                                files: number;
                                documents: number;
                                sizeBytes: number;
                                /**
                                 * Format: date-time
                                 * @description Of the entry that waits longest
                                 */
                                since: string;
                                /**
                                 * Format: date-time
                                 * @description At the latest; earlier when it is full
                                 */
                                leavesAt: string;
                                /** @description Null: the agreement batches no more */
                                fullAt: {
                                    documents: number;
                                    sizeBytes: number;
                                } | null;
                                why: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what waits under an agreement, the first to leave first
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * Format: uuid
                                 * @description The one that it came in
                                 */
                                interchange: string;
                                name: string;
                                documents: {
                                    /** Format: uuid */
                                    id: string;
                                    type: string;
                                    key: string | null;
                                }[];
                                sizeBytes: number;
                                /** Format: date-time */
                                since: string;
                                /** Format: date-time */
                                leavesAt: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/batch/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let what waits in a batch leave now
         * @description It leaves soon after the answer. Asked again, it lets leave what waits by then.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many entries wait */
                            files: number;
                            /** @description How many documents leave now */
                            documents: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/files/{file}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the bytes of a file beside a document
         * @description Each opening is an event on the timeline of the document.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    file: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a document with its files
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            interchange: string;
                            position: number;
                            type: string;
                            version: string;
                            mode: string;
                            sender: string | null;
                            receiver: string | null;
                            key: string | null;
                            controlNumber: string;
                            status: string;
                            /**
                             * Format: date-time
                             * @description When it was recognised
                             */
                            at: string;
                            outgoing: string | null;
                            /** @description What it was decided by, in the version of that moment */
                            agreement: {
                                /** Format: uuid */
                                id: string;
                                version: number | null;
                            } | null;
                            problems: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            }[];
                            files: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @description What it is to the document */
                                relation: string;
                                version: number;
                                sizeBytes: number;
                                sha256: string;
                                contentType: string;
                                /** @description Who gave it */
                                organization: string;
                                /** Format: date-time */
                                at: string;
                                /** @description The file that took its place; it stays readable */
                                supersededBy: string | null;
                            }[];
                            /** @description What the document belongs to as a file, where it says so */
                            attachesTo: {
                                kind: string;
                                value: string;
                                type: string | null;
                                /** @enum {string} */
                                state: "waiting" | "undecided" | "attached" | "apart";
                            } | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/attachment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which documents a file belongs to
         * @description The id is that of the file. Only documents between the same two parties and of the same mode; none at all: it lies beside no document.
         *
         *     Needs the scope `exchange:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        documents: string[];
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            kind: string;
                            value: string;
                            type: string | null;
                            /** @enum {string} */
                            state: "waiting" | "undecided" | "attached" | "apart";
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    key?: string;
                    /** @description What its business key begins with */
                    keyPrefix?: string;
                    /** @description Words that it says, all of them */
                    text?: string;
                    status?: string;
                    type?: string;
                    mode?: "test" | "production";
                    /** @description The slug of the organization on either side */
                    partner?: string;
                    /** @description The unit of the receiver that the agreement names */
                    unit?: string;
                    interchange?: string;
                    arrivedFrom?: string;
                    arrivedBefore?: string;
                    order?: "newest" | "oldest";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                interchange: string;
                                position: number;
                                type: string;
                                version: string;
                                mode: string;
                                sender: string | null;
                                receiver: string | null;
                                key: string | null;
                                controlNumber: string;
                                status: string;
                                /**
                                 * Format: date-time
                                 * @description When it was recognised
                                 */
                                at: string;
                                outgoing: string | null;
                                /** @description What it was decided by, in the version of that moment */
                                agreement: {
                                    /** Format: uuid */
                                    id: string;
                                    version: number | null;
                                } | null;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the documents that wait for a person
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unapproved: number;
                            held: number;
                            suspended: number;
                            /** @description As far as is counted: so many or more */
                            most: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/volume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the documents of the last days
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    days?: number;
                    timeZone?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            days: {
                                /** Format: date */
                                day: string;
                                documents: number;
                                /** @description Those that are invalid, suspended, held, unapproved, set aside or declined now */
                                troubled: number;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Needs the scope `exchange:read`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            document: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                interchange: string;
                                position: number;
                                type: string;
                                version: string;
                                mode: string;
                                sender: string | null;
                                receiver: string | null;
                                key: string | null;
                                controlNumber: string;
                                status: string;
                                /**
                                 * Format: date-time
                                 * @description When it was recognised
                                 */
                                at: string;
                                outgoing: string | null;
                                /** @description What it was decided by, in the version of that moment */
                                agreement: {
                                    /** Format: uuid */
                                    id: string;
                                    version: number | null;
                                } | null;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                            };
                            events: {
                                seq: number;
                                /** Format: date-time */
                                at: string;
                                type: string;
                                sentence: string;
                                /** @description For partners: their own people and keys by name, others by organization, the grid as such */
                                actor: string;
                                data: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a document says: its segments with names, levels and problems
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    form?: "received" | "sent";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            form: "received" | "sent";
                            /** @description Those that you may see */
                            forms: ("received" | "sent")[];
                            segments: {
                                /** @description Within the set, ST = 1 */
                                position: number;
                                tag: string;
                                name: string | null;
                                /** @description How many segments it stands below */
                                level: number;
                                elements: {
                                    position: number;
                                    /** @description From 1, in a composite of EDIFACT */
                                    component?: number;
                                    name: string | null;
                                    value: string;
                                }[];
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                    element: number | null;
                                }[];
                            }[];
                            /** @description Segments in all */
                            count: number;
                            /** @description There is more than is given here */
                            cut: boolean;
                            /** @description Each byte as one character */
                            text: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/related": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the files, deliveries and receipts of a document, and other documents with its business keys
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                part: "incoming" | "answer" | "outgoing";
                                name: string;
                                status: string;
                                sizeBytes: number;
                                controlNumber: string | null;
                                /** Format: date-time */
                                at: string;
                            }[];
                            deliveries: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                status: string;
                                attempts: number;
                                sentAt: string | null;
                                collectedAt: string | null;
                                receipts: {
                                    level: string;
                                    state: string;
                                    dueAt: string | null;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            }[];
                            documents: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                interchange: string;
                                position: number;
                                type: string;
                                version: string;
                                mode: string;
                                sender: string | null;
                                receiver: string | null;
                                key: string | null;
                                controlNumber: string;
                                status: string;
                                /**
                                 * Format: date-time
                                 * @description When it was recognised
                                 */
                                at: string;
                                outgoing: string | null;
                                /** @description What it was decided by, in the version of that moment */
                                agreement: {
                                    /** Format: uuid */
                                    id: string;
                                    version: number | null;
                                } | null;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what was ordered, answered, advised, received and invoiced, line by line
         * @description Of the documents with its business keys between the same two that you may see, and itself.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description There is more than is compared */
                            tooLarge: boolean;
                            /** @description What differs in the document by now; for its sender and the grid */
                            problems: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            }[];
                            documents: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "order" | "order-change" | "order-response" | "ship-notice" | "receiving-advice" | "invoice" | "credit-note";
                                number: string;
                                date: string | null;
                            }[];
                            orders: {
                                /** Format: uuid */
                                id: string;
                                number: string;
                                closed: {
                                    /** Format: uuid */
                                    id: string;
                                    /** @enum {string} */
                                    kind: "order" | "order-change" | "order-response" | "ship-notice" | "receiving-advice" | "invoice" | "credit-note";
                                } | null;
                                lines: {
                                    name: string;
                                    description: string | null;
                                    unit: string | null;
                                    ordered: string | null;
                                    deleted: boolean;
                                    answered: {
                                        /** @description Null: nothing is said of it */
                                        quantity: string | null;
                                        /** @description From what was ordered */
                                        differs: ("over" | "under") | null;
                                        /** @description A part is in another unit, and not in the quantity */
                                        otherUnit: boolean;
                                    };
                                    advised: {
                                        /** @description Null: nothing is said of it */
                                        quantity: string | null;
                                        /** @description From what was ordered */
                                        differs: ("over" | "under") | null;
                                        /** @description A part is in another unit, and not in the quantity */
                                        otherUnit: boolean;
                                    };
                                    received: {
                                        /** @description Null: nothing is said of it */
                                        quantity: string | null;
                                        /** @description From what was ordered */
                                        differs: ("over" | "under") | null;
                                        /** @description A part is in another unit, and not in the quantity */
                                        otherUnit: boolean;
                                    };
                                    invoiced: {
                                        /** @description Null: nothing is said of it */
                                        quantity: string | null;
                                        /** @description From what was ordered */
                                        differs: ("over" | "under") | null;
                                        /** @description A part is in another unit, and not in the quantity */
                                        otherUnit: boolean;
                                    };
                                }[];
                                strays: {
                                    /** Format: uuid */
                                    id: string;
                                    /** @enum {string} */
                                    kind: "order" | "order-change" | "order-response" | "ship-notice" | "receiving-advice" | "invoice" | "credit-note";
                                    number: string;
                                    name: string;
                                    quantity: string | null;
                                }[];
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/translation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a document became for its receiver, and what was lost
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    lineage?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null: it left as it came, or you are not its sender */
                            translation: {
                                /** @description What it came as, such as x12:850 */
                                source: string;
                                /** @description What its receiver got, such as edifact:ORDERS:D96A */
                                target: string;
                                sizeBytes: number;
                                /** Format: date-time */
                                at: string;
                                /** @description Values that the target has no place for, or in another way */
                                lossCount: number;
                                /** @description The first thousand */
                                losses: {
                                    /** @description In the source: segment and element */
                                    at: string | null;
                                    /** @description In the canonical document */
                                    path: string | null;
                                    value: string;
                                    reason: string;
                                    class: string | null;
                                }[];
                                /** @description Where each value of the target is from; where it was asked for, by the grid */
                                lineage: {
                                    path: string;
                                    from: string;
                                    to: string;
                                }[] | null;
                            } | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Needs the scope `exchange:read`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            direction: "in" | "out";
                            status: string;
                            name: string;
                            sizeBytes: number;
                            sha256: string;
                            standard: string | null;
                            mode: string | null;
                            sender: string | null;
                            receiver: string | null;
                            controlNumber: string | null;
                            documents: number | null;
                            /** @description The interchange that acknowledges it */
                            answer: string | null;
                            duplicateOf: string | null;
                            problems: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            }[];
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * @description The bytes as they came or left.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description Takes one file of interchanges. Its name stands in the header Entrepot-Name: as it is, or, beyond ASCII, as RFC 8187 has it (`UTF-8''Gr%C3%B6%C3%9Fe.edi`). With Idempotency-Key a repeat is answered with the first result.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routes/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what would become of a file
         * @description As if it had come now by a channel of the organization (Entrepot-Channel, else its API or SFTP home). A key of the grid may name the organization; without, it is whose identifier the envelope names. Its name stands in the header Entrepot-Name: as it is, or, beyond ASCII, as RFC 8187 has it (`UTF-8''Gr%C3%B6%C3%9Fe.edi`).
         *
         *     Needs the scope `exchange:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            interchanges: {
                                /** @enum {string} */
                                outcome: "processed" | "quarantined" | "rejected" | "duplicate";
                                sender: string | null;
                                receiver: string | null;
                                mode: string | null;
                                controlNumber: string | null;
                                /** @description What its sender would be answered: 997, TA1, CONTRL */
                                answers: string[];
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    position: number;
                                    type: string;
                                    version: string;
                                    key: string | null;
                                    receiver: string | null;
                                    /** @description What it would become */
                                    status: string;
                                    agreement: {
                                        /** Format: uuid */
                                        id: string;
                                        type: string;
                                        version: number;
                                    } | null;
                                    /** @description The way out; for keys of the grid */
                                    channel: {
                                        name: string;
                                        kind: string;
                                    } | null;
                                    /** @description The form that its receiver would get; null: as it came */
                                    deliveredAs: {
                                        /** @description As its agreement names it */
                                        format: string;
                                        /** @description Values that it has no place for; null: it would not get there */
                                        losses: number | null;
                                    } | null;
                                    order: string | null;
                                    /** @description It would wait for others of its agreement; null: it leaves at once by itself */
                                    batch: {
                                        /** Format: date-time */
                                        leavesAt: string;
                                        /**
                                         * @description It fills its batch and leaves at once; or it waits
                                         * @enum {string}
                                         */
                                        why: "count" | "size" | "due";
                                        /** @description In the batch with those that wait already */
                                        documents: number;
                                    } | null;
                                    /** @description The receipt that the receiver owes */
                                    expects: string | null;
                                    /** @description Every rule looked at, in order; for keys of the grid */
                                    rules: {
                                        rule: string;
                                        of: string;
                                        fired: boolean;
                                        because: string | null;
                                    }[];
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a file to a document
         * @description For its sender and its receiver. The same bytes again are the same file; others under a name that is there are its next version. A key of the grid names the organization in the header Entrepot-Organization.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query: {
                    name: string;
                    relation?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description What it is to the document */
                            relation: string;
                            version: number;
                            sizeBytes: number;
                            sha256: string;
                            contentType: string;
                            /** @description Who gave it */
                            organization: string;
                            /** Format: date-time */
                            at: string;
                            /** @description The file that took its place; it stays readable */
                            supersededBy: string | null;
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description What it is to the document */
                            relation: string;
                            version: number;
                            sizeBytes: number;
                            sha256: string;
                            contentType: string;
                            /** @description Who gave it */
                            organization: string;
                            /** Format: date-time */
                            at: string;
                            /** @description The file that took its place; it stays readable */
                            supersededBy: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again: by document
         * @description With `dryRun=true` nothing is sent: the answer says what would be other than it was.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `same`: identical bytes, number, key and name. `new`: a new envelope and number
                         * @default same
                         * @enum {string}
                         */
                        as?: "same" | "new";
                        /**
                         * @description Which agreement a new one goes by
                         * @default original
                         * @enum {string}
                         */
                        on?: "original" | "current";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            /** Format: uuid */
                            interchange: string;
                            name: string;
                            status: string;
                            differences: {
                                what: string;
                                before: unknown;
                                after: unknown;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again: by interchange
         * @description With `dryRun=true` nothing is sent: the answer says what would be other than it was.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `same`: identical bytes, number, key and name. `new`: a new envelope and number
                         * @default same
                         * @enum {string}
                         */
                        as?: "same" | "new";
                        /**
                         * @description Which agreement a new one goes by
                         * @default original
                         * @enum {string}
                         */
                        on?: "original" | "current";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            /** Format: uuid */
                            interchange: string;
                            name: string;
                            status: string;
                            differences: {
                                what: string;
                                before: unknown;
                                after: unknown;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again: by delivery
         * @description With `dryRun=true` nothing is sent: the answer says what would be other than it was.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `same`: identical bytes, number, key and name. `new`: a new envelope and number
                         * @default same
                         * @enum {string}
                         */
                        as?: "same" | "new";
                        /**
                         * @description Which agreement a new one goes by
                         * @default original
                         * @enum {string}
                         */
                        on?: "original" | "current";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            /** Format: uuid */
                            interchange: string;
                            name: string;
                            status: string;
                            differences: {
                                what: string;
                                before: unknown;
                                after: unknown;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again: by receipt
         * @description With `dryRun=true` nothing is sent: the answer says what would be other than it was.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `same`: identical bytes, number, key and name. `new`: a new envelope and number
                         * @default same
                         * @enum {string}
                         */
                        as?: "same" | "new";
                        /**
                         * @description Which agreement a new one goes by
                         * @default original
                         * @enum {string}
                         */
                        on?: "original" | "current";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            /** Format: uuid */
                            interchange: string;
                            name: string;
                            status: string;
                            differences: {
                                what: string;
                                before: unknown;
                                after: unknown;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put what was collected back into the outbox, to be collected again
         * @description Also for its receiver: the same name and bytes.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what became of a delivery whose outcome is unknown
         * @description Needs the scope `work:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        outcome: "delivered" | "resend";
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            item: string;
                            /** @enum {string} */
                            outcome: "delivered" | "resend";
                            /** Format: uuid */
                            delivery: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent again, as what: each item leads from a parent to its child
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                as: "same" | "new" | "corrected";
                                /**
                                 * Format: uuid
                                 * @description The interchange that was sent, or came in, before
                                 */
                                parent: string;
                                /**
                                 * Format: uuid
                                 * @description The one it goes in now; the same one for `same`
                                 */
                                child: string;
                                document: string | null;
                                delivery: string | null;
                                correction: string | null;
                                bulk: string | null;
                                on: string | null;
                                reason: string;
                                by: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sent again, as what: each item leads from a parent to its child
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                as: "same" | "new" | "corrected";
                                /**
                                 * Format: uuid
                                 * @description The interchange that was sent, or came in, before
                                 */
                                parent: string;
                                /**
                                 * Format: uuid
                                 * @description The one it goes in now; the same one for `same`
                                 */
                                child: string;
                                document: string | null;
                                delivery: string | null;
                                correction: string | null;
                                bulk: string | null;
                                on: string | null;
                                reason: string;
                                by: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-resends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bulk resends
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                as: "same" | "new";
                                /** @enum {string} */
                                on: "original" | "current";
                                filter: {
                                    [key: string]: unknown;
                                };
                                perMinute: number | null;
                                reason: string;
                                /** @enum {string} */
                                status: "running" | "cancelled" | "done" | "failed";
                                /** @description How many there were when it began */
                                total: number;
                                sent: number;
                                refused: number;
                                by: string;
                                /** Format: date-time */
                                at: string;
                                endedAt: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Send many documents again, each at most once
         * @description With `dryRun=true` nothing is sent: the answer says how many it would be, and shows the first.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description `same`: identical bytes, number, key and name. `new`: a new envelope and number
                         * @default same
                         * @enum {string}
                         */
                        as?: "same" | "new";
                        /**
                         * @description Which agreement a new one goes by
                         * @default original
                         * @enum {string}
                         */
                        on?: "original" | "current";
                        reason: string;
                        filter: {
                            documents?: string[];
                            /** @description Its slug or id */
                            partner?: string;
                            /** @description Its slug or id */
                            sender?: string;
                            /** @description Its slug or id */
                            receiver?: string;
                            type?: string;
                            /** @enum {string} */
                            mode?: "test" | "production";
                            /** @enum {string} */
                            status?: "released" | "completed" | "declined";
                            /** @enum {string} */
                            delivery?: "waiting" | "sent" | "collected" | "failed" | "outcome-unknown";
                            key?: string;
                            /** Format: date-time */
                            sentFrom?: string;
                            /** Format: date-time */
                            sentUntil?: string;
                        };
                        /**
                         * @description Null: as fast as it goes
                         * @default null
                         */
                        perMinute?: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            total: number;
                            sample: {
                                /** Format: uuid */
                                document: string;
                                name: string | null;
                                differences: {
                                    what: string;
                                    before: unknown;
                                    after: unknown;
                                }[];
                                refused: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            filter: {
                                [key: string]: unknown;
                            };
                            perMinute: number | null;
                            reason: string;
                            /** @enum {string} */
                            status: "running" | "cancelled" | "done" | "failed";
                            /** @description How many there were when it began */
                            total: number;
                            sent: number;
                            refused: number;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-resends/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show how far a bulk resend is
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            filter: {
                                [key: string]: unknown;
                            };
                            perMinute: number | null;
                            reason: string;
                            /** @enum {string} */
                            status: "running" | "cancelled" | "done" | "failed";
                            /** @description How many there were when it began */
                            total: number;
                            sent: number;
                            refused: number;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-resends/{id}/refusals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a bulk resend did not send, and why
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                document: string;
                                code: string;
                                message: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-resends/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Stop a bulk resend
         * @description Needs the scope `exchange:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new";
                            /** @enum {string} */
                            on: "original" | "current";
                            filter: {
                                [key: string]: unknown;
                            };
                            perMinute: number | null;
                            reason: string;
                            /** @enum {string} */
                            status: "running" | "cancelled" | "done" | "failed";
                            /** @description How many there were when it began */
                            total: number;
                            sent: number;
                            refused: number;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of one document as its sender sent it
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List corrections
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    interchange?: string;
                    document?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                diff: {
                                    /** @enum {string} */
                                    unit: "segment" | "line";
                                    hunks: {
                                        at: number;
                                        removed: string[];
                                        added: string[];
                                    }[];
                                    removed: number;
                                    added: number;
                                    /** @description True: there is more than is shown here */
                                    cut: boolean;
                                };
                                verdict: {
                                    valid: boolean;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                    documents: {
                                        type: string;
                                        key: string | null;
                                        status: string;
                                        agreement: string | null;
                                        problems: {
                                            code: string;
                                            sentence: string;
                                            parameters: {
                                                [key: string]: unknown;
                                            };
                                        }[];
                                    }[];
                                };
                                /** Format: uuid */
                                id: string;
                                /**
                                 * Format: uuid
                                 * @description The original
                                 */
                                interchange: string;
                                /** @description The one that was edited; null: the whole interchange */
                                document: string | null;
                                sizeBytes: number;
                                sha256: string;
                                reason: string;
                                by: string;
                                /** Format: date-time */
                                at: string;
                                /** @description The interchange that it went in as */
                                sentAs: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a correction
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            diff: {
                                /** @enum {string} */
                                unit: "segment" | "line";
                                hunks: {
                                    at: number;
                                    removed: string[];
                                    added: string[];
                                }[];
                                removed: number;
                                added: number;
                                /** @description True: there is more than is shown here */
                                cut: boolean;
                            };
                            verdict: {
                                valid: boolean;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    type: string;
                                    key: string | null;
                                    status: string;
                                    agreement: string | null;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            };
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description The original
                             */
                            interchange: string;
                            /** @description The one that was edited; null: the whole interchange */
                            document: string | null;
                            sizeBytes: number;
                            sha256: string;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            /** @description The interchange that it went in as */
                            sentAs: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The corrected bytes, whole
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/corrections/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a correction: it goes the way of everything that comes in
         * @description Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            as: "same" | "new" | "corrected";
                            /**
                             * Format: uuid
                             * @description The interchange that was sent, or came in, before
                             */
                            parent: string;
                            /**
                             * Format: uuid
                             * @description The one it goes in now; the same one for `same`
                             */
                            child: string;
                            document: string | null;
                            delivery: string | null;
                            correction: string | null;
                            bulk: string | null;
                            on: string | null;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct: an edited copy of one document
         * @description The body is the edited bytes. Answers with what differs and what would become of it; with `dryRun=true` nothing is kept.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                    reason?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            diff: {
                                /** @enum {string} */
                                unit: "segment" | "line";
                                hunks: {
                                    at: number;
                                    removed: string[];
                                    added: string[];
                                }[];
                                removed: number;
                                added: number;
                                /** @description True: there is more than is shown here */
                                cut: boolean;
                            };
                            verdict: {
                                valid: boolean;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    type: string;
                                    key: string | null;
                                    status: string;
                                    agreement: string | null;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            };
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            diff: {
                                /** @enum {string} */
                                unit: "segment" | "line";
                                hunks: {
                                    at: number;
                                    removed: string[];
                                    added: string[];
                                }[];
                                removed: number;
                                added: number;
                                /** @description True: there is more than is shown here */
                                cut: boolean;
                            };
                            verdict: {
                                valid: boolean;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    type: string;
                                    key: string | null;
                                    status: string;
                                    agreement: string | null;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            };
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description The original
                             */
                            interchange: string;
                            /** @description The one that was edited; null: the whole interchange */
                            document: string | null;
                            sizeBytes: number;
                            sha256: string;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            /** @description The interchange that it went in as */
                            sentAs: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/interchanges/{id}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Correct: an edited copy of one interchange
         * @description The body is the edited bytes. Answers with what differs and what would become of it; with `dryRun=true` nothing is kept.
         *
         *     Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: {
                    dryRun?: string;
                    reason?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            diff: {
                                /** @enum {string} */
                                unit: "segment" | "line";
                                hunks: {
                                    at: number;
                                    removed: string[];
                                    added: string[];
                                }[];
                                removed: number;
                                added: number;
                                /** @description True: there is more than is shown here */
                                cut: boolean;
                            };
                            verdict: {
                                valid: boolean;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    type: string;
                                    key: string | null;
                                    status: string;
                                    agreement: string | null;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            };
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            diff: {
                                /** @enum {string} */
                                unit: "segment" | "line";
                                hunks: {
                                    at: number;
                                    removed: string[];
                                    added: string[];
                                }[];
                                removed: number;
                                added: number;
                                /** @description True: there is more than is shown here */
                                cut: boolean;
                            };
                            verdict: {
                                valid: boolean;
                                problems: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                }[];
                                documents: {
                                    type: string;
                                    key: string | null;
                                    status: string;
                                    agreement: string | null;
                                    problems: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    }[];
                                }[];
                            };
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description The original
                             */
                            interchange: string;
                            /** @description The one that was edited; null: the whole interchange */
                            document: string | null;
                            sizeBytes: number;
                            sha256: string;
                            reason: string;
                            by: string;
                            /** Format: date-time */
                            at: string;
                            /** @description The interchange that it went in as */
                            sentAs: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List work items
         * @description Needs the scope `work:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    kind?: string;
                    class?: "connectivity" | "refused" | "configuration" | "validation" | "routing" | "duplicate" | "approval" | "business" | "receipt" | "outcome-unknown" | "storage" | "access" | "fault" | "other";
                    /** @description Its slug or id */
                    organization?: string;
                    /** @description `nobody`: without an owner */
                    owner?: string;
                    state?: "open" | "ignored" | "closed" | "all";
                    openedAfter?: string;
                    /** @description For what has waited longer than that */
                    openedBefore?: string;
                    /** @description In problem, reason, file name or key */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                kind: string;
                                class: string;
                                /** @enum {string} */
                                state: "open" | "ignored" | "closed";
                                organization: string | null;
                                subject: {
                                    kind: string;
                                    /** Format: uuid */
                                    id: string;
                                };
                                problem: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                };
                                /** @description Its own, else the usual one of its class */
                                owner: string | null;
                                /** Format: date-time */
                                openedAt: string;
                                /** @description Null for a partner: how it is handled is not shown to them */
                                ignored: {
                                    /** Format: date-time */
                                    until: string;
                                    by: string;
                                    reason: string;
                                } | null;
                                /** @description Null for a partner: how it is handled is not shown to them */
                                closed: {
                                    /** Format: date-time */
                                    at: string;
                                    by: string;
                                    reason: string;
                                } | null;
                                version: number;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what is open, by kind and class
         * @description Needs the scope `work:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            open: number;
                            ignored: number;
                            oldest: string | null;
                            kinds: {
                                kind: string;
                                class: string;
                                open: number;
                                ignored: number;
                                oldest: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a work item: what it is about, and what can be done
         * @description Needs the scope `work:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            class: string;
                            /** @enum {string} */
                            state: "open" | "ignored" | "closed";
                            organization: string | null;
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description Its own, else the usual one of its class */
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            ignored: {
                                /** Format: date-time */
                                until: string;
                                by: string;
                                reason: string;
                            } | null;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            closed: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                            version: number;
                            /** @description What it is about, as it is now */
                            about: {
                                [key: string]: unknown;
                            } | null;
                            /** @description What can be done now; the first is what usually helps */
                            next: {
                                act: string;
                                method: string;
                                path: string;
                                /** @description What the request carries beside a reason; null: it is for you to write */
                                body: {
                                    [key: string]: unknown;
                                } | null;
                                cli: string;
                                about: string;
                            }[];
                            history: {
                                /** Format: date-time */
                                at: string;
                                type: string;
                                actor: string;
                                data: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}/assignment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign a work item
         * @description Needs the scope `work:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description A person or a group, as you call them */
                        owner: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            class: string;
                            /** @enum {string} */
                            state: "open" | "ignored" | "closed";
                            organization: string | null;
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description Its own, else the usual one of its class */
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            ignored: {
                                /** Format: date-time */
                                until: string;
                                by: string;
                                reason: string;
                            } | null;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            closed: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}/ignoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ignore a work item until a moment
         * @description Needs the scope `work:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            class: string;
                            /** @enum {string} */
                            state: "open" | "ignored" | "closed";
                            organization: string | null;
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description Its own, else the usual one of its class */
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            ignored: {
                                /** Format: date-time */
                                until: string;
                                by: string;
                                reason: string;
                            } | null;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            closed: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close a work item
         * @description Needs the scope `work:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            class: string;
                            /** @enum {string} */
                            state: "open" | "ignored" | "closed";
                            organization: string | null;
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description Its own, else the usual one of its class */
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            ignored: {
                                /** Format: date-time */
                                until: string;
                                by: string;
                                reason: string;
                            } | null;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            closed: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-items/{id}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Reopen a work item that is closed or ignored
         * @description Needs the scope `work:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            kind: string;
                            class: string;
                            /** @enum {string} */
                            state: "open" | "ignored" | "closed";
                            organization: string | null;
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            };
                            /** @description Its own, else the usual one of its class */
                            owner: string | null;
                            /** Format: date-time */
                            openedAt: string;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            ignored: {
                                /** Format: date-time */
                                until: string;
                                by: string;
                                reason: string;
                            } | null;
                            /** @description Null for a partner: how it is handled is not shown to them */
                            closed: {
                                /** Format: date-time */
                                at: string;
                                by: string;
                                reason: string;
                            } | null;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is usual for each class of errors
         * @description Needs the scope `work:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                class: string;
                                owner: string | null;
                                /** @description Failed deliveries of this class are sent again by the grid, unchanged; files that could not be decided are decided anew */
                                retry: {
                                    afterMinutes: number;
                                    timesMax: number;
                                } | null;
                                version: number;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-policies/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say who usually sees to a class of errors, and whether the grid tries again by itself
         * @description Needs the scope `work:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: "connectivity" | "refused" | "configuration" | "validation" | "routing" | "duplicate" | "approval" | "business" | "receipt" | "outcome-unknown" | "storage" | "access" | "fault" | "other";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description A person or a group, as you call them
                         * @default null
                         */
                        owner?: string | null;
                        /** @default null */
                        retry?: {
                            afterMinutes: number;
                            timesMax: number;
                        } | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            class: string;
                            owner: string | null;
                            /** @description Failed deliveries of this class are sent again by the grid, unchanged; files that could not be decided are decided anew */
                            retry: {
                                afterMinutes: number;
                                timesMax: number;
                            } | null;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find documents, partners, files, work items, agreements and connections
         * @description Documents by business key, by the begin of one (case does not count), and where there is none by the words they say; each group only with the scope that its list asks for.
         */
        get: {
            parameters: {
                query: {
                    q: string;
                    /** @description Hits of each group */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            groups: {
                                /** @enum {string} */
                                kind: "documents" | "partners" | "files" | "work-items" | "agreements" | "connections";
                                hits: {
                                    /** @description By which its page is found; of an organization its slug */
                                    id: string;
                                    title: string;
                                    detail: string;
                                    status?: string;
                                    /** Format: date-time */
                                    at?: string;
                                    /**
                                     * Format: uuid
                                     * @description Of a file: the document that it lies beside
                                     */
                                    document?: string;
                                }[];
                            }[];
                            /** @description Up to when the texts of documents can be found; keys are always complete */
                            texts: {
                                complete: boolean;
                                until: string | null;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List saved searches: your own, and what is shared in your organization */
        get: {
            parameters: {
                query?: {
                    page?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                page: string;
                                filter: string;
                                shared: boolean;
                                own: boolean;
                                may: {
                                    change: boolean;
                                    delete: boolean;
                                };
                                version: number;
                                /** Format: date-time */
                                changedAt: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Save a search */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @description The page that it filters: documents, work-items, partners, …
                         * @default documents
                         */
                        page?: string;
                        /** @description As it stands in the address of the page, without the ? */
                        filter: string;
                        /**
                         * @description Seen by everybody of your organization
                         * @default false
                         */
                        shared?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            page: string;
                            filter: string;
                            shared: boolean;
                            own: boolean;
                            may: {
                                change: boolean;
                                delete: boolean;
                            };
                            version: number;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/saved-searches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a saved search */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename, change or share a saved search */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description As it stands in the address of the page, without the ? */
                        filter?: string;
                        shared?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            page: string;
                            filter: string;
                            shared: boolean;
                            own: boolean;
                            may: {
                                change: boolean;
                                delete: boolean;
                            };
                            version: number;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/figures/volume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count documents and measure how long receipts took, over a time
         * @description A few seconds behind; documents are counted in the hour in which they arrived.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Up to now; a quarter is 13 weeks */
                    period?: "day" | "week" | "month" | "quarter";
                    /** @description Whose days these are */
                    timeZone?: string;
                    /** @description The slug of the organization on either side */
                    partner?: string;
                    /** @description The unit of the receiver that the agreement names */
                    unit?: string;
                    type?: string;
                    mode?: "test" | "production";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            documents: number;
                            /** @description From handing over to the acknowledgement of the receiver; true to a tenth */
                            receipts: {
                                count: number;
                                medianSeconds: number;
                                p95Seconds: number;
                            } | null;
                            slots: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                                documents: number;
                                /** @description From handing over to the acknowledgement of the receiver; true to a tenth */
                                receipts: {
                                    count: number;
                                    medianSeconds: number;
                                    p95Seconds: number;
                                } | null;
                            }[];
                            partners: {
                                slug: string;
                                documents: number;
                            }[];
                            units: {
                                unit: string;
                                documents: number;
                            }[];
                            types: {
                                type: string;
                                documents: number;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count what needed a person over a time, by class
         * @description Needs the scope `work:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Up to now; a quarter is 13 weeks */
                    period?: "day" | "week" | "month" | "quarter";
                    /** @description Whose days these are */
                    timeZone?: string;
                    /** @description The slug of the organization on either side */
                    partner?: string;
                    /** @description The unit of the receiver that the agreement names */
                    unit?: string;
                    type?: string;
                    mode?: "test" | "production";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            classes: {
                                class: string;
                                count: number;
                            }[];
                            slots: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                                classes: {
                                    [key: string]: number;
                                };
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/figures/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits to be processed, to be delivered and for a person: now, and at most over a time
         * @description Of all, or by the channels of one organization (`partner`).
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Up to now; a quarter is 13 weeks */
                    period?: "day" | "week" | "month" | "quarter";
                    /** @description Whose days these are */
                    timeZone?: string;
                    /** @description The slug of the organization on either side */
                    partner?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            now: {
                                processing: number;
                                delivery: number;
                                work: number;
                            };
                            /** @description What waited at most */
                            slots: {
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                until: string;
                                processing: number;
                                delivery: number;
                                work: number;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Needs the scope `access:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    organization?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                /** @description Null: a key of the grid itself */
                                organization: string | null;
                                scopes: string[];
                                /** Format: date-time */
                                createdAt: string;
                                expiresAt: string | null;
                                revokedAt: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an API key
         * @description Needs the scope `access:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @description Left out: the organization of your own key */
                        organization?: string | null;
                        scopes: ("*" | "exchange:read" | "exchange:write" | "approvals:write" | "pickups:notify" | "exchange:decide" | "work:read" | "work:write" | "partners:read" | "partners:write" | "contacts:read" | "contacts:write" | "access:read" | "access:write" | "people:read" | "people:write" | "audit:read" | "webhooks:read" | "webhooks:write" | "archive:read" | "archive:write" | "metrics:read")[];
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Null: a key of the grid itself */
                            organization: string | null;
                            scopes: string[];
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            /** @description Shown this once: keep it now */
                            key: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an API key
         * @description Needs the scope `access:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Null: a key of the grid itself */
                            organization: string | null;
                            scopes: string[];
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/successor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Needs the scope `access:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description How long the old key works on
                         * @default 1440
                         */
                        overlapMinutes?: number;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Null: a key of the grid itself */
                            organization: string | null;
                            scopes: string[];
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                            /** @description Shown this once: keep it now */
                            key: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an API key
         * @description Needs the scope `access:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @description Null: a key of the grid itself */
                            organization: string | null;
                            scopes: string[];
                            /** Format: date-time */
                            createdAt: string;
                            expiresAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Needs the scope `webhooks:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @description Null: told of all events of the grid */
                                organization: string | null;
                                name: string;
                                url: string;
                                types: string[];
                                pausedAt: string | null;
                                pauseReason: string | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a webhook
         * @description Needs the scope `webhooks:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** Format: uri */
                        url: string;
                        types: string[];
                        /** @description Whose events; left out: the organization of your own key */
                        organization?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: told of all events of the grid */
                            organization: string | null;
                            name: string;
                            url: string;
                            types: string[];
                            pausedAt: string | null;
                            pauseReason: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                            /** @description Signs each message (Standard Webhooks); shown this once: keep it now */
                            secret: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a webhook
         * @description Needs the scope `webhooks:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: told of all events of the grid */
                            organization: string | null;
                            name: string;
                            url: string;
                            types: string[];
                            pausedAt: string | null;
                            pauseReason: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or pause a webhook
         * @description Needs the scope `webhooks:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uri */
                        url?: string;
                        types?: string[];
                        paused?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: told of all events of the grid */
                            organization: string | null;
                            name: string;
                            url: string;
                            types: string[];
                            pausedAt: string | null;
                            pauseReason: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/webhooks/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook was told
         * @description Needs the scope `webhooks:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    status?: "waiting" | "sent" | "failed";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /**
                                 * Format: uuid
                                 * @description The `webhook-id` of every attempt
                                 */
                                id: string;
                                event: number;
                                type: string;
                                /** @enum {string} */
                                status: "waiting" | "sent" | "failed";
                                attempts: number;
                                problem: {
                                    [key: string]: unknown;
                                } | null;
                                /** Format: date-time */
                                at: string;
                                sentAt: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the secret of a webhook
         * @description The former one signs beside it for 24 hours.
         *
         *     Needs the scope `webhooks:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: told of all events of the grid */
                            organization: string | null;
                            name: string;
                            url: string;
                            types: string[];
                            pausedAt: string | null;
                            pauseReason: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                            /** @description Signs each message (Standard Webhooks); shown this once: keep it now */
                            secret: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End a webhook
         * @description Needs the scope `webhooks:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: told of all events of the grid */
                            organization: string | null;
                            name: string;
                            url: string;
                            types: string[];
                            pausedAt: string | null;
                            pauseReason: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{id}/redrives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send failed messages again
         * @description Needs the scope `webhooks:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        since?: string;
                        /** Format: date-time */
                        until?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            messages: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what you were told, what is unread first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    unread?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                                /** @description How many it stands for, within an hour */
                                count: number;
                                documentType: string | null;
                                /** @description Whom it is about: to a partner, the other side */
                                partner: string | null;
                                /** @description Business key or name of the last */
                                called: string | null;
                                /** @description The last */
                                subject: {
                                    kind: string;
                                    /** Format: uuid */
                                    id: string;
                                };
                                /** Format: date-time */
                                firstAt: string;
                                /**
                                 * Format: date-time
                                 * @description When the last happened
                                 */
                                at: string;
                                readAt: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what you have not read */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            unread: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/{id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark one as read */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                            /** @description How many it stands for, within an hour */
                            count: number;
                            documentType: string | null;
                            /** @description Whom it is about: to a partner, the other side */
                            partner: string | null;
                            /** @description Business key or name of the last */
                            called: string | null;
                            /** @description The last */
                            subject: {
                                kind: string;
                                /** Format: uuid */
                                id: string;
                            };
                            /** Format: date-time */
                            firstAt: string;
                            /**
                             * Format: date-time
                             * @description When the last happened
                             */
                            at: string;
                            readAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark all as read */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description What happened later stays unread; left out: all
                         */
                        upTo?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description How many were unread */
                            read: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notification-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What you want to be told */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What somebody in your role can be told of, and whether they are if they say nothing */
                            kinds: {
                                /** @enum {string} */
                                kind: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                                told: boolean;
                            }[];
                            /** @description Your own. A rule that names the partner goes before one that does not, then one that names the type */
                            rules: {
                                kind: ("work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting") | null;
                                documentType: string | null;
                                partner: string | null;
                                told: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Say what you want to be told
         * @description These rules and no others; where none fits, your role says it.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rules: {
                            /** @description null: whatever it is */
                            kind: ("work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting") | null;
                            /** @description null: whatever it is */
                            documentType: string | null;
                            /** @description Its slug or id; null: whatever it is */
                            partner: string | null;
                            told: boolean;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What somebody in your role can be told of, and whether they are if they say nothing */
                            kinds: {
                                /** @enum {string} */
                                kind: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                                told: boolean;
                            }[];
                            /** @description Your own. A rule that names the partner goes before one that does not, then one that names the type */
                            rules: {
                                kind: ("work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting") | null;
                                documentType: string | null;
                                partner: string | null;
                                told: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who was told what and when
         * @description Needs the scope `audit:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    member?: string;
                    kind?: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "work-assigned" | "approval-waiting" | "approval-overdue" | "document-failed" | "document-set-aside" | "document-suspended" | "document-declined" | "receipt-overdue" | "connection-halted" | "key-ending" | "proposal-waiting";
                                /** @description How many it stands for, within an hour */
                                count: number;
                                documentType: string | null;
                                /** @description Whom it is about: to a partner, the other side */
                                partner: string | null;
                                /** @description Business key or name of the last */
                                called: string | null;
                                /** @description The last */
                                subject: {
                                    kind: string;
                                    /** Format: uuid */
                                    id: string;
                                };
                                /** Format: date-time */
                                firstAt: string;
                                /**
                                 * Format: date-time
                                 * @description When the last happened
                                 */
                                at: string;
                                readAt: string | null;
                                member: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                    email: string;
                                    /** @description Null: of the grid itself */
                                    organization: string | null;
                                };
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow events as they happen (Server-Sent Events)
         * @description Tells of every event that concerns your organization. Last-Event-ID goes on behind that event.
         *
         *     Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: {
                    "last-event-id"?: string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archive-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules of the archive
         * @description Needs the scope `archive:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                parties: string[];
                                types: string[];
                                mode: string | null;
                                path: string;
                                when: string;
                                target: {
                                    /** Format: uuid */
                                    connection: string;
                                    settings: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                pausedAt: string | null;
                                endedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make a rule of the archive
         * @description Needs the scope `archive:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @description Sender or receiver is one of them; none: any
                         * @default []
                         */
                        parties?: string[];
                        /**
                         * @description None: all
                         * @default []
                         */
                        types?: string[];
                        /** @default null */
                        mode?: ("test" | "production") | null;
                        /**
                         * @description Completed: a folder with a manifest. Received: the bytes as they came, one file
                         * @default completed
                         * @enum {string}
                         */
                        when?: "completed" | "received";
                        /**
                         * @description A connection, with the settings of its connector's drop; null: the data folder
                         * @default null
                         */
                        target?: {
                            /** Format: uuid */
                            connection: string;
                            /** @default {} */
                            settings?: {
                                [key: string]: unknown;
                            };
                        } | null;
                        /** @default {yyyy}/{mm}/{partner}/{type}/{number}-{hash} */
                        path?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            parties: string[];
                            types: string[];
                            mode: string | null;
                            path: string;
                            when: string;
                            target: {
                                /** Format: uuid */
                                connection: string;
                                settings: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            pausedAt: string | null;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/archived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show where a document is archived
         * @description Needs the scope `archive:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                rule: string;
                                /** Format: uuid */
                                interchange: string;
                                path: string;
                                files: {
                                    name: string;
                                    sha256: string;
                                    sizeBytes: number;
                                    key: string;
                                    version?: string;
                                }[];
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archive-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or pause a rule of the archive
         * @description What comes while it is paused is archived when it goes on.
         *
         *     Needs the scope `archive:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        parties?: string[];
                        types?: string[];
                        mode?: ("test" | "production") | null;
                        path?: string;
                        paused?: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            parties: string[];
                            types: string[];
                            mode: string | null;
                            path: string;
                            when: string;
                            target: {
                                /** Format: uuid */
                                connection: string;
                                settings: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            pausedAt: string | null;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/archive-rules/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End a rule of the archive
         * @description Needs the scope `archive:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            parties: string[];
                            types: string[];
                            mode: string | null;
                            path: string;
                            when: string;
                            target: {
                                /** Format: uuid */
                                connection: string;
                                settings: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            pausedAt: string | null;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/archive-rules/{id}/backfills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Archive what was completed earlier
         * @description Needs the scope `archive:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: date-time */
                        since: string;
                        /** Format: date-time */
                        until: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            interchanges: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List organizations
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                role: string;
                                status: string;
                                locale: string;
                                timeZone: string;
                                region: string | null;
                                calendar: string | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                changedAt: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Create an organization
         * @description Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @default partner
                         * @enum {string}
                         */
                        role?: "host" | "partner";
                        /**
                         * @default active
                         * @enum {string}
                         */
                        status?: "active" | "inactive";
                        /** @default en */
                        locale?: string;
                        /** @default UTC */
                        timeZone?: string;
                        /** @default null */
                        region?: string | null;
                        /** @default null */
                        calendar?: string | null;
                        slug: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            role: string;
                            status: string;
                            locale: string;
                            timeZone: string;
                            region: string | null;
                            calendar: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            role: string;
                            status: string;
                            locale: string;
                            timeZone: string;
                            region: string | null;
                            calendar: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an organization
         * @description What is left out stays. With status `inactive` every way in and out is closed at once.
         *
         *     Needs the scope `partners:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        role?: "host" | "partner";
                        /** @enum {string} */
                        status?: "active" | "inactive";
                        locale?: string;
                        timeZone?: string;
                        region?: string | null;
                        calendar?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            role: string;
                            status: string;
                            locale: string;
                            timeZone: string;
                            region: string | null;
                            calendar: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List regions
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/regions/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a region
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List calendars
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                hours: unknown;
                                holidays: string[];
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendars/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a calendar
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        hours: {
                            [key: string]: [
                                string,
                                string
                            ][];
                        };
                        /** @default [] */
                        holidays?: string[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            hours: unknown;
                            holidays: string[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the units of an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                slug: string;
                                name: string;
                                timeZone: string;
                                region: string | null;
                                calendar: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/units/{unit}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put a unit of an organization
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                    unit: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /** @default UTC */
                        timeZone?: string;
                        /** @default null */
                        region?: string | null;
                        /** @default null */
                        calendar?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            slug: string;
                            name: string;
                            timeZone: string;
                            region: string | null;
                            calendar: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/identifiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the identifiers of an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                scheme: string;
                                qualifier: string;
                                value: string;
                                mode: string;
                                /** @description Null: from the beginning */
                                from: string | null;
                                /** @description Null: without end */
                                until: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Assign an identifier to an organization
         * @description Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        scheme: "x12-isa" | "x12-gs" | "edifact-unb" | "gln" | "duns" | "xml" | "as2";
                        /** @default  */
                        qualifier?: string;
                        value: string;
                        /** @enum {string} */
                        mode: "test" | "production";
                        from?: (string) | null;
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            scheme: string;
                            qualifier: string;
                            value: string;
                            mode: string;
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identifiers/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End an identifier
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out: now. Null: without end after all */
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            scheme: string;
                            qualifier: string;
                            value: string;
                            mode: string;
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/speaks-for": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List for whom it may send
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /**
                                 * Format: uuid
                                 * @description Whose envelopes it may send
                                 */
                                organization: string;
                                mode: string;
                                from: string | null;
                                until: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Let it send for another
         * @description Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whose envelopes it may send, by slug or id */
                        organization: string;
                        /** @enum {string} */
                        mode: "test" | "production";
                        from?: (string) | null;
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description Whose envelopes it may send
                             */
                            organization: string;
                            mode: string;
                            from: string | null;
                            until: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/speaks-for/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End it
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out: now. Null: without end after all */
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /**
                             * Format: uuid
                             * @description Whose envelopes it may send
                             */
                            organization: string;
                            mode: string;
                            from: string | null;
                            until: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Confirm an organization that was made from an envelope
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            slug: string;
                            name: string;
                            role: string;
                            status: string;
                            locale: string;
                            timeZone: string;
                            region: string | null;
                            calendar: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the contacts of an organization
         * @description Needs the scope `contacts:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                purposes: string[];
                                email: string | null;
                                phone: string | null;
                                note: string;
                                language: string | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                changedAt: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a contact to an organization
         * @description Needs the scope `contacts:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name: string;
                        /**
                         * @description What for, in free words: orders, invoices, technical, emergencies
                         * @default []
                         */
                        purposes?: string[];
                        /** @default null */
                        email?: string | null;
                        /** @default null */
                        phone?: string | null;
                        /** @default  */
                        note?: string;
                        /**
                         * @description Null: that of the organization
                         * @default null
                         */
                        language?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            purposes: string[];
                            email: string | null;
                            phone: string | null;
                            note: string;
                            language: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a contact
         * @description What was known of the person is deleted.
         *
         *     Needs the scope `contacts:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description What is left out stays.
         *
         *     Needs the scope `contacts:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @description What for, in free words: orders, invoices, technical, emergencies */
                        purposes?: string[];
                        email?: string | null;
                        phone?: string | null;
                        note?: string;
                        /** @description Null: that of the organization */
                        language?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            purposes: string[];
                            email: string | null;
                            phone: string | null;
                            note: string;
                            language: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            changedAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/organizations/{organization}/sftp-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the SFTP keys of an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                label: string;
                                /** @description As `ssh-keygen -lf` prints it */
                                fingerprint: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Null: without end */
                                expiresAt: string | null;
                                /** @description To the minute; null: not since this is kept */
                                lastUsedAt: string | null;
                                /** @description When somebody came with it after its end, to the day */
                                refusedAt: string | null;
                                revokedAt: string | null;
                            }[];
                            password: {
                                /** Format: date-time */
                                createdAt: string;
                                lastUsedAt: string | null;
                            } | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add an SFTP key to an organization
         * @description One that it has already is left as it is.
         *
         *     Needs the scope `access:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The line of the .pub file */
                        publicKey: string;
                        /** @description Left out: what stands behind the key */
                        label?: string;
                        /** @description Null: without end */
                        expiresAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            label: string;
                            /** @description As `ssh-keygen -lf` prints it */
                            fingerprint: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Null: without end */
                            expiresAt: string | null;
                            /** @description To the minute; null: not since this is kept */
                            lastUsedAt: string | null;
                            /** @description When somebody came with it after its end, to the day */
                            refusedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sftp-keys/{id}/expiry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say until when an SFTP key opens
         * @description Needs the scope `access:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Null: without end */
                        expiresAt: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            label: string;
                            /** @description As `ssh-keygen -lf` prints it */
                            fingerprint: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Null: without end */
                            expiresAt: string | null;
                            /** @description To the minute; null: not since this is kept */
                            lastUsedAt: string | null;
                            /** @description When somebody came with it after its end, to the day */
                            refusedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sftp-keys/{id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Revoke an SFTP key
         * @description No new session begins with it. Revoking a revoked one changes nothing.
         *
         *     Needs the scope `access:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            label: string;
                            /** @description As `ssh-keygen -lf` prints it */
                            fingerprint: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Null: without end */
                            expiresAt: string | null;
                            /** @description To the minute; null: not since this is kept */
                            lastUsedAt: string | null;
                            /** @description When somebody came with it after its end, to the day */
                            refusedAt: string | null;
                            revokedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the connectors, with the forms of their connections and channels
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                title: string;
                                /** @description JSON Schema */
                                connection: {
                                    [key: string]: unknown;
                                };
                                credentials: string[];
                                in: {
                                    [key: string]: unknown;
                                } | null;
                                out: {
                                    [key: string]: unknown;
                                } | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List connections
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                organization: string;
                                name: string;
                                connector: string;
                                /** @description Without credentials */
                                settings: {
                                    [key: string]: unknown;
                                };
                                /** @description The names of the credentials that are kept */
                                credentials: string[];
                                /** @description An alarm: nothing is sent until a person has acted */
                                halted: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                endedAt: string | null;
                                /** @description Its slug */
                                owner: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the connections of an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                organization: string;
                                name: string;
                                connector: string;
                                /** @description Without credentials */
                                settings: {
                                    [key: string]: unknown;
                                };
                                /** @description The names of the credentials that are kept */
                                credentials: string[];
                                /** @description An alarm: nothing is sent until a person has acted */
                                halted: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a connection
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            connector: string;
                            /** @description Without credentials */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description The names of the credentials that are kept */
                            credentials: string[];
                            /** @description An alarm: nothing is sent until a person has acted */
                            halted: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a connection
         * @description `settings` replaces them all. Credentials that are left out are kept, as long as host and user stay; null removes one.
         *
         *     Needs the scope `partners:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        settings: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            connector: string;
                            /** @description Without credentials */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description The names of the credentials that are kept */
                            credentials: string[];
                            /** @description An alarm: nothing is sent until a person has acted */
                            halted: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/organizations/{organization}/connections/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a connection
         * @description Credentials are sealed and never shown again. An ended one of this name begins again.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        connector: "s3" | "sftp";
                        /** @default {} */
                        settings?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            connector: string;
                            /** @description Without credentials */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description The names of the credentials that are kept */
                            credentials: string[];
                            /** @description An alarm: nothing is sent until a person has acted */
                            halted: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End a connection
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            connector: string;
                            /** @description Without credentials */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description The names of the credentials that are kept */
                            credentials: string[];
                            /** @description An alarm: nothing is sent until a person has acted */
                            halted: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Let a halted connection go on
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            connector: string;
                            /** @description Without credentials */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description The names of the credentials that are kept */
                            credentials: string[];
                            /** @description An alarm: nothing is sent until a person has acted */
                            halted: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the last tests of a connection
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @description Of the connection, as tested */
                                version: number;
                                holds: boolean;
                                probes: {
                                    layer: string;
                                    ms: number;
                                    problem: {
                                        code: string;
                                        sentence: string;
                                        parameters: {
                                            [key: string]: unknown;
                                        };
                                    } | null;
                                }[];
                                actor: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Test a connection
         * @description Layer by layer, up to the first that does not hold.
         *
         *     Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Of the connection, as tested */
                            version: number;
                            holds: boolean;
                            probes: {
                                layer: string;
                                ms: number;
                                problem: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                            }[];
                            actor: string;
                            /** Format: date-time */
                            at: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/connections/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a connection is used by, and so cannot end before
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                kind: "channel" | "archive-rule";
                                /** Format: uuid */
                                id: string;
                                name: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the channels of an organization
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** Format: uuid */
                                organization: string;
                                name: string;
                                direction: string;
                                kind: string;
                                mode: string | null;
                                /** @description Its name */
                                connection: string | null;
                                /** @description Of a secret header only its name */
                                settings: {
                                    [key: string]: unknown;
                                };
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                                endedAt: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a channel
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            direction: string;
                            kind: string;
                            mode: string | null;
                            /** @description Its name */
                            connection: string | null;
                            /** @description Of a secret header only its name */
                            settings: {
                                [key: string]: unknown;
                            };
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description `settings` replaces them all; a secret header without a value keeps the one there is.
         *
         *     Needs the scope `partners:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mode?: ("test" | "production") | null;
                        connection?: string;
                        settings?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            direction: string;
                            kind: string;
                            mode: string | null;
                            /** @description Its name */
                            connection: string | null;
                            /** @description Of a secret header only its name */
                            settings: {
                                [key: string]: unknown;
                            };
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/organizations/{organization}/channels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Open a channel
         * @description A closed one of this name opens again.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Its slug or id */
                    organization: string;
                    name: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        direction: "in" | "out";
                        /** @enum {string} */
                        kind: "sftp-home" | "api" | "https" | "s3" | "sftp";
                        /** @default null */
                        mode?: ("test" | "production") | null;
                        /** @default null */
                        connection?: string | null;
                        /** @default {} */
                        settings?: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            direction: string;
                            kind: string;
                            mode: string | null;
                            /** @description Its name */
                            connection: string | null;
                            /** @description Of a secret header only its name */
                            settings: {
                                [key: string]: unknown;
                            };
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/closure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Close a channel
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            organization: string;
                            name: string;
                            direction: string;
                            kind: string;
                            mode: string | null;
                            /** @description Its name */
                            connection: string | null;
                            /** @description Of a secret header only its name */
                            settings: {
                                [key: string]: unknown;
                            };
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            endedAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The agreements whose way out a channel is, so that it cannot be closed before they end
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                sender: string;
                                receiver: string;
                                type: string;
                                mode: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/pickups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a channel found, the newest first
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    state?: "waiting" | "taken" | "refused";
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                identity: string;
                                key: string;
                                version: string;
                                name: string;
                                sizeBytes: number;
                                /** @description As the source says */
                                changedAt: string | null;
                                /** Format: date-time */
                                seenAt: string;
                                /** @enum {string} */
                                state: "waiting" | "taken" | "refused";
                                decidedAt: string | null;
                                interchange: string | null;
                                problem: {
                                    code: string;
                                    sentence: string;
                                    parameters: {
                                        [key: string]: unknown;
                                    };
                                } | null;
                                /** @description The source knows what became of it */
                                settledAt: string | null;
                                /** @description Settled, and lies there still */
                                remains: boolean | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the looks of a channel go
         * @description Needs the scope `exchange:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The last look that went through */
                            lookedAt: string | null;
                            nextAt: string | null;
                            /** @description Since then */
                            failures: number;
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            problemAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Look now
         * @description Needs the scope `exchange:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The last look that went through */
                            lookedAt: string | null;
                            nextAt: string | null;
                            /** @description Since then */
                            failures: number;
                            problem: {
                                code: string;
                                sentence: string;
                                parameters: {
                                    [key: string]: unknown;
                                };
                            } | null;
                            problemAt: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{id}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that something came at the source of a channel
         * @description Takes what stores push: records of S3 and its kin, also wrapped by a topic or a queue, and events of EventBridge. The channel is looked at once if one of them is of its bucket and prefix. The key may come as the password of Basic.
         *
         *     Needs the scope `pickups:notify`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Something came that the channel takes; false: none of its business */
                            looks: boolean;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List agreements
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    /** @description One side, by slug or id */
                    party?: string;
                    type?: string;
                    mode?: "test" | "production";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                sender: {
                                    /** Format: uuid */
                                    id: string;
                                    slug: string;
                                };
                                receiver: {
                                    /** Format: uuid */
                                    id: string;
                                    slug: string;
                                };
                                type: string;
                                mode: string;
                                /** @description The way out to the receiver; null for the sender, whom it does not concern */
                                channel: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                } | null;
                                /** @description What holds now, every setting */
                                settings: {
                                    [key: string]: unknown;
                                };
                                /** @description What this agreement says itself */
                                said: {
                                    [key: string]: unknown;
                                };
                                /** @description Where each setting comes from, by path */
                                origins: {
                                    [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                                };
                                /** @description Null: from the beginning */
                                from: string | null;
                                /** @description Null: without end */
                                until: string | null;
                                version: number;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Make an agreement
         * @description Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        sender: string;
                        receiver: string;
                        type: string;
                        /** @enum {string} */
                        mode: "test" | "production";
                        /** Format: uuid */
                        channel: string;
                        /** @default {} */
                        settings?: {
                            acknowledge?: {
                                /** @enum {string} */
                                technical?: "997" | "999" | "auto" | "none";
                                /** @enum {string} */
                                envelope?: "asked" | "always" | "on-error" | "never";
                                /** @enum {string} */
                                business?: "none" | "refusals";
                            };
                            invalid?: {
                                /** @enum {string} */
                                action?: "reject" | "accept" | "suspend";
                                /** @enum {string} */
                                scope?: "set" | "group" | "interchange";
                            };
                            guide?: string | null;
                            deliverAs?: {
                                /** @enum {string} */
                                format: "x12:004010" | "x12:005010" | "edifact:d96a" | "edifact:d01b" | "ubl:2.1" | "cxml" | "json";
                                /**
                                 * @default ask
                                 * @enum {string}
                                 */
                                losses?: "accept" | "ask";
                            } | null;
                            expect?: {
                                /** @enum {string} */
                                technical?: "997" | "none";
                                withinMinutes?: number;
                                calendar?: string;
                            };
                            compare?: {
                                /** @enum {string} */
                                action?: "none" | "show" | "hold" | "refuse";
                                rules?: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        severity?: "error" | "warning" | "off";
                                        percent?: string;
                                        absolute?: string;
                                        days?: number;
                                    };
                                };
                            };
                            duplicates?: {
                                windowDays?: number;
                                /** @enum {string} */
                                originals?: "hold" | "pass" | "refuse";
                            };
                            approval?: {
                                /** @enum {string} */
                                release?: "none" | "required";
                                from?: string | null;
                                withinHours?: number | null;
                                calendar?: string;
                                fourEyes?: boolean;
                            };
                            files?: {
                                waitHours?: number | null;
                            };
                            rules?: {
                                name: string;
                                when: {
                                    sender?: string | string[];
                                    receiver?: string | string[];
                                    type?: string | string[];
                                    version?: string | string[];
                                    channel?: string | string[];
                                    file?: string | string[];
                                    key?: string | string[];
                                    elements?: {
                                        [key: string]: string | string[];
                                    };
                                    amount?: {
                                        atLeast?: string;
                                        below?: string;
                                    };
                                };
                                act: {
                                    receiver?: string;
                                    agreement?: string;
                                    channel?: string;
                                    hold?: string;
                                    quarantine?: string;
                                };
                            }[];
                            repeatable?: boolean | null;
                            /** @enum {string} */
                            order?: "none" | "business-key" | "strict";
                            batch?: {
                                /** @default 500 */
                                documentsMax?: number;
                                /** @default 5000000 */
                                bytesMax?: number;
                                /** @default null */
                                afterMinutes?: number | null;
                                /** @default [] */
                                cutOffs?: string[];
                                /** @default UTC */
                                timeZone?: string;
                            } | null;
                            retry?: {
                                attemptsMax?: number;
                                firstDelayMs?: number;
                                delayMaxMs?: number;
                            };
                        };
                        from?: (string) | null;
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            receiver: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            type: string;
                            mode: string;
                            /** @description The way out to the receiver; null for the sender, whom it does not concern */
                            channel: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description What this agreement says itself */
                            said: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an agreement
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            receiver: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            type: string;
                            mode: string;
                            /** @description The way out to the receiver; null for the sender, whom it does not concern */
                            channel: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description What this agreement says itself */
                            said: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change an agreement
         * @description `settings` replaces them all; what is left out of them has its default.
         *
         *     Needs the scope `partners:write`.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        channel?: string;
                        settings?: {
                            acknowledge?: {
                                /** @enum {string} */
                                technical?: "997" | "999" | "auto" | "none";
                                /** @enum {string} */
                                envelope?: "asked" | "always" | "on-error" | "never";
                                /** @enum {string} */
                                business?: "none" | "refusals";
                            };
                            invalid?: {
                                /** @enum {string} */
                                action?: "reject" | "accept" | "suspend";
                                /** @enum {string} */
                                scope?: "set" | "group" | "interchange";
                            };
                            guide?: string | null;
                            deliverAs?: {
                                /** @enum {string} */
                                format: "x12:004010" | "x12:005010" | "edifact:d96a" | "edifact:d01b" | "ubl:2.1" | "cxml" | "json";
                                /**
                                 * @default ask
                                 * @enum {string}
                                 */
                                losses?: "accept" | "ask";
                            } | null;
                            expect?: {
                                /** @enum {string} */
                                technical?: "997" | "none";
                                withinMinutes?: number;
                                calendar?: string;
                            };
                            compare?: {
                                /** @enum {string} */
                                action?: "none" | "show" | "hold" | "refuse";
                                rules?: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        severity?: "error" | "warning" | "off";
                                        percent?: string;
                                        absolute?: string;
                                        days?: number;
                                    };
                                };
                            };
                            duplicates?: {
                                windowDays?: number;
                                /** @enum {string} */
                                originals?: "hold" | "pass" | "refuse";
                            };
                            approval?: {
                                /** @enum {string} */
                                release?: "none" | "required";
                                from?: string | null;
                                withinHours?: number | null;
                                calendar?: string;
                                fourEyes?: boolean;
                            };
                            files?: {
                                waitHours?: number | null;
                            };
                            rules?: {
                                name: string;
                                when: {
                                    sender?: string | string[];
                                    receiver?: string | string[];
                                    type?: string | string[];
                                    version?: string | string[];
                                    channel?: string | string[];
                                    file?: string | string[];
                                    key?: string | string[];
                                    elements?: {
                                        [key: string]: string | string[];
                                    };
                                    amount?: {
                                        atLeast?: string;
                                        below?: string;
                                    };
                                };
                                act: {
                                    receiver?: string;
                                    agreement?: string;
                                    channel?: string;
                                    hold?: string;
                                    quarantine?: string;
                                };
                            }[];
                            repeatable?: boolean | null;
                            /** @enum {string} */
                            order?: "none" | "business-key" | "strict";
                            batch?: {
                                /** @default 500 */
                                documentsMax?: number;
                                /** @default 5000000 */
                                bytesMax?: number;
                                /** @default null */
                                afterMinutes?: number | null;
                                /** @default [] */
                                cutOffs?: string[];
                                /** @default UTC */
                                timeZone?: string;
                            } | null;
                            retry?: {
                                attemptsMax?: number;
                                firstDelayMs?: number;
                                delayMaxMs?: number;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            receiver: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            type: string;
                            mode: string;
                            /** @description The way out to the receiver; null for the sender, whom it does not concern */
                            channel: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description What this agreement says itself */
                            said: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/agreements/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what an agreement said before
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                version: number;
                                content: unknown;
                                actor: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End an agreement
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Left out: now. Null: without end after all */
                        until?: (string) | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            receiver: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            type: string;
                            mode: string;
                            /** @description The way out to the receiver; null for the sender, whom it does not concern */
                            channel: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description What this agreement says itself */
                            said: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreements/{id}/promotion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let what was agreed in test hold in production
         * @description If-Match names the version in test, `over` the one in production: both are what was compared.
         *
         *     Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * Format: uuid
                         * @description The way out in production
                         */
                        channel: string;
                        /** @description The version of the agreement in production that this one was compared with; null: there is none */
                        over: number | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            sender: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            receiver: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                            };
                            type: string;
                            mode: string;
                            /** @description The way out to the receiver; null for the sender, whom it does not concern */
                            channel: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                            } | null;
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description What this agreement says itself */
                            said: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Null: from the beginning */
                            from: string | null;
                            /** @description Null: without end */
                            until: string | null;
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreement-previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what would hold of an agreement, and from where
         * @description Needs the scope `partners:read`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Its slug or id */
                        sender: string;
                        /** @description Its slug or id */
                        receiver: string;
                        type: string;
                        /** @enum {string} */
                        mode: "test" | "production";
                        /** @default {} */
                        settings?: {
                            acknowledge?: {
                                /** @enum {string} */
                                technical?: "997" | "999" | "auto" | "none";
                                /** @enum {string} */
                                envelope?: "asked" | "always" | "on-error" | "never";
                                /** @enum {string} */
                                business?: "none" | "refusals";
                            };
                            invalid?: {
                                /** @enum {string} */
                                action?: "reject" | "accept" | "suspend";
                                /** @enum {string} */
                                scope?: "set" | "group" | "interchange";
                            };
                            guide?: string | null;
                            deliverAs?: {
                                /** @enum {string} */
                                format: "x12:004010" | "x12:005010" | "edifact:d96a" | "edifact:d01b" | "ubl:2.1" | "cxml" | "json";
                                /**
                                 * @default ask
                                 * @enum {string}
                                 */
                                losses?: "accept" | "ask";
                            } | null;
                            expect?: {
                                /** @enum {string} */
                                technical?: "997" | "none";
                                withinMinutes?: number;
                                calendar?: string;
                            };
                            compare?: {
                                /** @enum {string} */
                                action?: "none" | "show" | "hold" | "refuse";
                                rules?: {
                                    [key: string]: {
                                        /** @enum {string} */
                                        severity?: "error" | "warning" | "off";
                                        percent?: string;
                                        absolute?: string;
                                        days?: number;
                                    };
                                };
                            };
                            duplicates?: {
                                windowDays?: number;
                                /** @enum {string} */
                                originals?: "hold" | "pass" | "refuse";
                            };
                            approval?: {
                                /** @enum {string} */
                                release?: "none" | "required";
                                from?: string | null;
                                withinHours?: number | null;
                                calendar?: string;
                                fourEyes?: boolean;
                            };
                            files?: {
                                waitHours?: number | null;
                            };
                            rules?: {
                                name: string;
                                when: {
                                    sender?: string | string[];
                                    receiver?: string | string[];
                                    type?: string | string[];
                                    version?: string | string[];
                                    channel?: string | string[];
                                    file?: string | string[];
                                    key?: string | string[];
                                    elements?: {
                                        [key: string]: string | string[];
                                    };
                                    amount?: {
                                        atLeast?: string;
                                        below?: string;
                                    };
                                };
                                act: {
                                    receiver?: string;
                                    agreement?: string;
                                    channel?: string;
                                    hold?: string;
                                    quarantine?: string;
                                };
                            }[];
                            repeatable?: boolean | null;
                            /** @enum {string} */
                            order?: "none" | "business-key" | "strict";
                            batch?: {
                                /** @default 500 */
                                documentsMax?: number;
                                /** @default 5000000 */
                                bytesMax?: number;
                                /** @default null */
                                afterMinutes?: number | null;
                                /** @default [] */
                                cutOffs?: string[];
                                /** @default UTC */
                                timeZone?: string;
                            } | null;
                            retry?: {
                                attemptsMax?: number;
                                firstDelayMs?: number;
                                delayMaxMs?: number;
                            };
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What holds now, every setting */
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description Where each setting comes from, by path */
                            origins: {
                                [key: string]: "grid" | "sender" | "receiver" | "pair" | "agreement" | "default";
                            };
                            /** @description Why it does not fit together: nothing would hold */
                            problem: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agreement-defaults/{mode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the grid's defaults
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description 0: nothing was ever said */
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Set the grid's defaults
         * @description What holds where agreements say nothing. Only what is said is kept; the rest comes from below.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        acknowledge?: {
                            /** @enum {string} */
                            technical?: "997" | "999" | "auto" | "none";
                            /** @enum {string} */
                            envelope?: "asked" | "always" | "on-error" | "never";
                            /** @enum {string} */
                            business?: "none" | "refusals";
                        };
                        invalid?: {
                            /** @enum {string} */
                            action?: "reject" | "accept" | "suspend";
                            /** @enum {string} */
                            scope?: "set" | "group" | "interchange";
                        };
                        guide?: string | null;
                        deliverAs?: {
                            /** @enum {string} */
                            format: "x12:004010" | "x12:005010" | "edifact:d96a" | "edifact:d01b" | "ubl:2.1" | "cxml" | "json";
                            /**
                             * @default ask
                             * @enum {string}
                             */
                            losses?: "accept" | "ask";
                        } | null;
                        expect?: {
                            /** @enum {string} */
                            technical?: "997" | "none";
                            withinMinutes?: number;
                            calendar?: string;
                        };
                        compare?: {
                            /** @enum {string} */
                            action?: "none" | "show" | "hold" | "refuse";
                            rules?: {
                                [key: string]: {
                                    /** @enum {string} */
                                    severity?: "error" | "warning" | "off";
                                    percent?: string;
                                    absolute?: string;
                                    days?: number;
                                };
                            };
                        };
                        duplicates?: {
                            windowDays?: number;
                            /** @enum {string} */
                            originals?: "hold" | "pass" | "refuse";
                        };
                        approval?: {
                            /** @enum {string} */
                            release?: "none" | "required";
                            from?: string | null;
                            withinHours?: number | null;
                            calendar?: string;
                            fourEyes?: boolean;
                        };
                        files?: {
                            waitHours?: number | null;
                        };
                        rules?: {
                            name: string;
                            when: {
                                sender?: string | string[];
                                receiver?: string | string[];
                                type?: string | string[];
                                version?: string | string[];
                                channel?: string | string[];
                                file?: string | string[];
                                key?: string | string[];
                                elements?: {
                                    [key: string]: string | string[];
                                };
                                amount?: {
                                    atLeast?: string;
                                    below?: string;
                                };
                            };
                            act: {
                                receiver?: string;
                                agreement?: string;
                                channel?: string;
                                hold?: string;
                                quarantine?: string;
                            };
                        }[];
                        repeatable?: boolean | null;
                        /** @enum {string} */
                        order?: "none" | "business-key" | "strict";
                        batch?: {
                            /** @default 500 */
                            documentsMax?: number;
                            /** @default 5000000 */
                            bytesMax?: number;
                            /** @default null */
                            afterMinutes?: number | null;
                            /** @default [] */
                            cutOffs?: string[];
                            /** @default UTC */
                            timeZone?: string;
                        } | null;
                        retry?: {
                            attemptsMax?: number;
                            firstDelayMs?: number;
                            delayMaxMs?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description 0: nothing was ever said */
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization}/agreement-defaults/{side}/{mode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an organization's defaults
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    organization: string;
                    side: "sending" | "receiving";
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description 0: nothing was ever said */
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Set an organization's defaults
         * @description What holds where agreements say nothing. Only what is said is kept; the rest comes from below.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    organization: string;
                    side: "sending" | "receiving";
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        acknowledge?: {
                            /** @enum {string} */
                            technical?: "997" | "999" | "auto" | "none";
                            /** @enum {string} */
                            envelope?: "asked" | "always" | "on-error" | "never";
                            /** @enum {string} */
                            business?: "none" | "refusals";
                        };
                        invalid?: {
                            /** @enum {string} */
                            action?: "reject" | "accept" | "suspend";
                            /** @enum {string} */
                            scope?: "set" | "group" | "interchange";
                        };
                        guide?: string | null;
                        deliverAs?: {
                            /** @enum {string} */
                            format: "x12:004010" | "x12:005010" | "edifact:d96a" | "edifact:d01b" | "ubl:2.1" | "cxml" | "json";
                            /**
                             * @default ask
                             * @enum {string}
                             */
                            losses?: "accept" | "ask";
                        } | null;
                        expect?: {
                            /** @enum {string} */
                            technical?: "997" | "none";
                            withinMinutes?: number;
                            calendar?: string;
                        };
                        compare?: {
                            /** @enum {string} */
                            action?: "none" | "show" | "hold" | "refuse";
                            rules?: {
                                [key: string]: {
                                    /** @enum {string} */
                                    severity?: "error" | "warning" | "off";
                                    percent?: string;
                                    absolute?: string;
                                    days?: number;
                                };
                            };
                        };
                        duplicates?: {
                            windowDays?: number;
                            /** @enum {string} */
                            originals?: "hold" | "pass" | "refuse";
                        };
                        approval?: {
                            /** @enum {string} */
                            release?: "none" | "required";
                            from?: string | null;
                            withinHours?: number | null;
                            calendar?: string;
                            fourEyes?: boolean;
                        };
                        files?: {
                            waitHours?: number | null;
                        };
                        rules?: {
                            name: string;
                            when: {
                                sender?: string | string[];
                                receiver?: string | string[];
                                type?: string | string[];
                                version?: string | string[];
                                channel?: string | string[];
                                file?: string | string[];
                                key?: string | string[];
                                elements?: {
                                    [key: string]: string | string[];
                                };
                                amount?: {
                                    atLeast?: string;
                                    below?: string;
                                };
                            };
                            act: {
                                receiver?: string;
                                agreement?: string;
                                channel?: string;
                                hold?: string;
                                quarantine?: string;
                            };
                        }[];
                        repeatable?: boolean | null;
                        /** @enum {string} */
                        order?: "none" | "business-key" | "strict";
                        batch?: {
                            /** @default 500 */
                            documentsMax?: number;
                            /** @default 5000000 */
                            bytesMax?: number;
                            /** @default null */
                            afterMinutes?: number | null;
                            /** @default [] */
                            cutOffs?: string[];
                            /** @default UTC */
                            timeZone?: string;
                        } | null;
                        retry?: {
                            attemptsMax?: number;
                            firstDelayMs?: number;
                            delayMaxMs?: number;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            settings: {
                                [key: string]: unknown;
                            };
                            /** @description 0: nothing was ever said */
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/routing-rules/{mode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the grid's rules of routing
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rules: unknown[];
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Set the grid's rules of routing
         * @description All of them, in order: the first that fits counts.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    mode: "test" | "production";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        rules: {
                            name: string;
                            when: {
                                sender?: string | string[];
                                receiver?: string | string[];
                                type?: string | string[];
                                version?: string | string[];
                                channel?: string | string[];
                                file?: string | string[];
                                key?: string | string[];
                                elements?: {
                                    [key: string]: string | string[];
                                };
                                amount?: {
                                    atLeast?: string;
                                    below?: string;
                                };
                            };
                            act: {
                                receiver?: string;
                                agreement?: string;
                                channel?: string;
                                hold?: string;
                                quarantine?: string;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            rules: unknown[];
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List guides, each in its newest version
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    standard?: "x12" | "edifact";
                    document?: string;
                    /** @description A part of the name */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                version: string;
                                title: string;
                                /** @enum {string} */
                                standard: "x12" | "edifact";
                                release: string;
                                document: string;
                                /** @description The version of a dictionary that it narrows, such as acme@2 */
                                dictionary: string | null;
                                actor: string;
                                /** Format: date-time */
                                createdAt: string;
                                versions: number;
                                may: {
                                    add: boolean;
                                };
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a version of a guide
         * @description A version never changes; the same once more is taken and changes nothing.
         *
         *     Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Look what is wrong with it and what it changes; keep nothing */
                    dryRun?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The guide as docs/guides.md describes it */
                        guide: {
                            [key: string]: unknown;
                        };
                        /**
                         * @description The dictionary that it narrows; without a version the newest of now
                         * @default null
                         */
                        dictionary?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Null: nothing was kept */
                            version: string | null;
                            problems: {
                                /** @enum {string} */
                                severity: "error" | "warning";
                                /** @description A JSON pointer into what was sent; empty: the whole */
                                path: string;
                                found: string;
                                expected: string;
                                sentence: string;
                            }[];
                            /** @description Of a dry run: what it says otherwise than the newest */
                            changes?: {
                                /** @description Such as "BEG 2" or "rule total"; empty: the guide itself */
                                at: string;
                                what: string;
                                from: string | null;
                                to: string | null;
                                /** @enum {string} */
                                kind: "tightened" | "loosened" | "other";
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Null: nothing was kept */
                            version: string | null;
                            problems: {
                                /** @enum {string} */
                                severity: "error" | "warning";
                                /** @description A JSON pointer into what was sent; empty: the whole */
                                path: string;
                                found: string;
                                expected: string;
                                sentence: string;
                            }[];
                            /** @description Of a dry run: what it says otherwise than the newest */
                            changes?: {
                                /** @description Such as "BEG 2" or "rule total"; empty: the guide itself */
                                at: string;
                                what: string;
                                from: string | null;
                                to: string | null;
                                /** @enum {string} */
                                kind: "tightened" | "loosened" | "other";
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the newest version of a guide, and which others there are
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: string;
                            title: string;
                            /** @enum {string} */
                            standard: "x12" | "edifact";
                            release: string;
                            document: string;
                            /** @description The version of a dictionary that it narrows, such as acme@2 */
                            dictionary: string | null;
                            actor: string;
                            /** Format: date-time */
                            createdAt: string;
                            versions: {
                                version: string;
                                title: string;
                                actor: string;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                            /** @description Those that name it themselves */
                            agreements: {
                                /** Format: uuid */
                                id: string;
                                sender: string;
                                receiver: string;
                                type: string;
                                mode: string;
                                guide: string;
                            }[];
                            may: {
                                add: boolean;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides/{name}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of a guide as it was added
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: string;
                            title: string;
                            /** @enum {string} */
                            standard: "x12" | "edifact";
                            release: string;
                            document: string;
                            /** @description The version of a dictionary that it narrows, such as acme@2 */
                            dictionary: string | null;
                            actor: string;
                            /** Format: date-time */
                            createdAt: string;
                            guide: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides/{name}/versions/{version}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of a guide for people to read: segments, elements, codes, lengths and rules
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: string;
                            title: string;
                            note: string | null;
                            /** @enum {string} */
                            standard: "x12" | "edifact";
                            release: string;
                            document: string;
                            sections: {
                                /** @enum {string} */
                                name: "header" | "lines" | "summary";
                                segments: {
                                    at: string;
                                    tag: string;
                                    name: string | null;
                                    depth: number;
                                    loop: boolean;
                                    /** @enum {string} */
                                    usage: "required" | "optional" | "not-used";
                                    min: number;
                                    /** @description 0: any number */
                                    max: number;
                                    /** @description False: the guide says nothing of it */
                                    mentioned: boolean;
                                    elements: {
                                        at: string;
                                        reference: string;
                                        name: string | null;
                                        /** @enum {string} */
                                        usage: "required" | "optional" | "not-used";
                                        type: string;
                                        min: number;
                                        max: number;
                                        codes: string[];
                                        note: string | null;
                                    }[];
                                    note: string | null;
                                }[];
                            }[];
                            rules: {
                                id: string;
                                severity: string;
                                text: string;
                                note: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides/{name}/versions/{version}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Make a document that a guide takes, and one for each thing that can be wrong
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    seed?: number;
                    lines?: number;
                };
                header?: never;
                path: {
                    name: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description A set or message that guide and standard take, ST to SE or UNH to UNT */
                            good: string;
                            broken: {
                                code: string;
                                place: string;
                                text: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guides/{name}/versions/{version}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a version says otherwise than another, place by place
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query: {
                    /** @description The earlier version */
                    with: string;
                };
                header?: never;
                path: {
                    name: string;
                    version: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @description Such as "BEG 2" or "rule total"; empty: the guide itself */
                                at: string;
                                what: string;
                                from: string | null;
                                to: string | null;
                                /** @enum {string} */
                                kind: "tightened" | "loosened" | "other";
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dictionaries, each in its newest version
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                name: string;
                                version: number;
                                /** @enum {string} */
                                standard: "x12" | "edifact";
                                release: string;
                                actor: string;
                                /** Format: date-time */
                                createdAt: string;
                                versions: number;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Add a version of a dictionary
         * @description Versions are counted; what the newest one says already gets no other. None ever changes.
         *
         *     Needs the scope `partners:write`.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Look what is wrong with it and what it changes; keep nothing */
                    dryRun?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The dictionary as docs/codec.md describes it */
                        dictionary: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Null: nothing was kept */
                            version: string | null;
                            problems: {
                                /** @enum {string} */
                                severity: "error" | "warning";
                                /** @description A JSON pointer into what was sent; empty: the whole */
                                path: string;
                                found: string;
                                expected: string;
                                sentence: string;
                            }[];
                            /** @description Of a dry run: what it says otherwise than the newest */
                            changes?: {
                                /** @description 850 PO1/PID, ZA 1 or 9001; empty: the dictionary itself */
                                at: string;
                                /** @enum {string} */
                                what: "release" | "like" | "functionalId" | "use" | "place" | "relations" | "form" | "codes";
                                from: string | null;
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            /** @description Null: nothing was kept */
                            version: string | null;
                            problems: {
                                /** @enum {string} */
                                severity: "error" | "warning";
                                /** @description A JSON pointer into what was sent; empty: the whole */
                                path: string;
                                found: string;
                                expected: string;
                                sentence: string;
                            }[];
                            /** @description Of a dry run: what it says otherwise than the newest */
                            changes?: {
                                /** @description 850 PO1/PID, ZA 1 or 9001; empty: the dictionary itself */
                                at: string;
                                /** @enum {string} */
                                what: "release" | "like" | "functionalId" | "use" | "place" | "relations" | "form" | "codes";
                                from: string | null;
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionaries/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the newest version of a dictionary, and which others there are
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: number;
                            /** @enum {string} */
                            standard: "x12" | "edifact";
                            release: string;
                            actor: string;
                            /** Format: date-time */
                            createdAt: string;
                            versions: {
                                version: number;
                                actor: string;
                                /** Format: date-time */
                                createdAt: string;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionaries/{name}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version of a dictionary as it was added
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            name: string;
                            version: number;
                            /** @enum {string} */
                            standard: "x12" | "edifact";
                            release: string;
                            actor: string;
                            /** Format: date-time */
                            createdAt: string;
                            dictionary: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionaries/{name}/versions/{number}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a version as a page: sets or messages, segments, composites and elements, out of their notation
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            release: string;
                            like: string | null;
                            documents: {
                                id: string;
                                functionalId: string | null;
                                uses: {
                                    at: string;
                                    tag: string;
                                    depth: number;
                                    loop: boolean;
                                    required: boolean;
                                    /** @description Null: any number */
                                    max: number | null;
                                }[];
                            }[];
                            segments: {
                                tag: string;
                                places: {
                                    at: number;
                                    reference: string;
                                    /** @enum {string} */
                                    usage: "required" | "optional" | "conditional";
                                    times: number;
                                    /** @description Null: as it is everywhere */
                                    form: string | null;
                                    codes: string[];
                                }[];
                                relations: string[];
                            }[];
                            composites: {
                                tag: string;
                                places: {
                                    at: number;
                                    reference: string;
                                    /** @enum {string} */
                                    usage: "required" | "optional" | "conditional";
                                    times: number;
                                    /** @description Null: as it is everywhere */
                                    form: string | null;
                                    codes: string[];
                                }[];
                                relations: string[];
                            }[];
                            elements: {
                                id: string;
                                form: string;
                                codes: string[];
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dictionaries/{name}/versions/{number}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a version says otherwise than another, place by place
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query: {
                    /** @description The earlier version */
                    with: number;
                };
                header?: never;
                path: {
                    name: string;
                    number: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changes: {
                                /** @description 850 PO1/PID, ZA 1 or 9001; empty: the dictionary itself */
                                at: string;
                                /** @enum {string} */
                                what: "release" | "like" | "functionalId" | "use" | "place" | "relations" | "form" | "codes";
                                from: string | null;
                                to: string | null;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The network as YAML
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Apply the network
         * @description Brings organizations, identifiers, channels, keys and agreements to what the YAML says, in one transaction. What it does not name stays. The body is the text, or JSON with the text and the secrets it refers to.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: {
                    /** @description Say what would be done, and do nothing */
                    dryRun?: string;
                    /** @description End what the text does not name */
                    prune?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": string | {
                        text: string;
                        /**
                         * @description What ${NAME} stands for
                         * @default {}
                         */
                        secrets?: {
                            [key: string]: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            created: string[];
                            changed: string[];
                            ended: string[];
                            /** @description Not done: another person of the grid has to approve it */
                            proposed: string[];
                            unnamed: string[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was proposed, the newest first
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    status?: "open" | "approved" | "declined" | "withdrawn" | "stale";
                    subject?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a proposal
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            /** @description What would be done */
                            verb: string;
                            /** @description Null: it would be made */
                            subject: string | null;
                            /** @description Of the subject, when this was proposed */
                            version: number | null;
                            /** @description What held then; null: nothing */
                            before: unknown;
                            /** @description What would hold */
                            after: unknown;
                            /** @enum {string} */
                            status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                            proposedBy: {
                                actor: string;
                                name: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            settledBy: {
                                actor: string;
                                name: string | null;
                            } | null;
                            settledAt: string | null;
                            /** @description Of who approved or declined it */
                            reason: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Approve a proposal: it is done
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        reason?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            /** @description What would be done */
                            verb: string;
                            /** @description Null: it would be made */
                            subject: string | null;
                            /** @description Of the subject, when this was proposed */
                            version: number | null;
                            /** @description What held then; null: nothing */
                            before: unknown;
                            /** @description What would hold */
                            after: unknown;
                            /** @enum {string} */
                            status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                            proposedBy: {
                                actor: string;
                                name: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            settledBy: {
                                actor: string;
                                name: string | null;
                            } | null;
                            settledAt: string | null;
                            /** @description Of who approved or declined it */
                            reason: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decline a proposal
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        reason: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            /** @description What would be done */
                            verb: string;
                            /** @description Null: it would be made */
                            subject: string | null;
                            /** @description Of the subject, when this was proposed */
                            version: number | null;
                            /** @description What held then; null: nothing */
                            before: unknown;
                            /** @description What would hold */
                            after: unknown;
                            /** @enum {string} */
                            status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                            proposedBy: {
                                actor: string;
                                name: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            settledBy: {
                                actor: string;
                                name: string | null;
                            } | null;
                            settledAt: string | null;
                            /** @description Of who approved or declined it */
                            reason: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proposals/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Withdraw a proposal of your own
         * @description Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default null */
                        reason?: null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            /** @description What would be done */
                            verb: string;
                            /** @description Null: it would be made */
                            subject: string | null;
                            /** @description Of the subject, when this was proposed */
                            version: number | null;
                            /** @description What held then; null: nothing */
                            before: unknown;
                            /** @description What would hold */
                            after: unknown;
                            /** @enum {string} */
                            status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                            proposedBy: {
                                actor: string;
                                name: string | null;
                            };
                            /** Format: date-time */
                            createdAt: string;
                            settledBy: {
                                actor: string;
                                name: string | null;
                            } | null;
                            settledAt: string | null;
                            /** @description Of who approved or declined it */
                            reason: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/four-eyes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether changes take two people
         * @description Needs the scope `partners:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: "agreements" | "agreement-defaults" | "routing-rules";
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            required: boolean;
                            version: number;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        /**
         * Say whether changes take two people
         * @description To say that they no longer do is a proposal itself.
         *
         *     Needs the scope `partners:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    class: "agreements" | "agreement-defaults" | "routing-rules";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        required: boolean;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            class: "agreements" | "agreement-defaults" | "routing-rules";
                            required: boolean;
                            version: number;
                        };
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            proposal: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                class: "agreements" | "agreement-defaults" | "routing-rules";
                                /** @description What would be done */
                                verb: string;
                                /** @description Null: it would be made */
                                subject: string | null;
                                /** @description Of the subject, when this was proposed */
                                version: number | null;
                                /** @description What held then; null: nothing */
                                before: unknown;
                                /** @description What would hold */
                                after: unknown;
                                /** @enum {string} */
                                status: "open" | "approved" | "declined" | "withdrawn" | "stale";
                                proposedBy: {
                                    actor: string;
                                    name: string | null;
                                };
                                /** Format: date-time */
                                createdAt: string;
                                settledBy: {
                                    actor: string;
                                    name: string | null;
                                } | null;
                                settledAt: string | null;
                                /** @description Of who approved or declined it */
                                reason: string | null;
                            };
                            detail: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks, and what they may do */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null: asked with an API key */
                            member: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                /** @description en, de */
                                locale: string;
                                /** @description IANA name, such as Europe/Berlin */
                                timeZone: string;
                            } | null;
                            /** @description The asker's; of the grid's own people and keys the host; null while there is no host */
                            organization: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                role: "host" | "partner";
                            } | null;
                            /** @description `*`: all, of keys of the grid only */
                            scopes: ("*" | "exchange:read" | "exchange:write" | "approvals:write" | "pickups:notify" | "exchange:decide" | "work:read" | "work:write" | "partners:read" | "partners:write" | "contacts:read" | "contacts:write" | "access:read" | "access:write" | "people:read" | "people:write" | "audit:read" | "webhooks:read" | "webhooks:write" | "archive:read" | "archive:write" | "metrics:read")[];
                            /** @description Classes of fields that are hidden from them */
                            hides: ("bank" | "price" | "person" | "text")[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change your own name, language or zone */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /** @enum {string} */
                        locale?: "en" | "de";
                        timeZone?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null: asked with an API key */
                            member: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                /** @description en, de */
                                locale: string;
                                /** @description IANA name, such as Europe/Berlin */
                                timeZone: string;
                            } | null;
                            /** @description The asker's; of the grid's own people and keys the host; null while there is no host */
                            organization: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                role: "host" | "partner";
                            } | null;
                            /** @description `*`: all, of keys of the grid only */
                            scopes: ("*" | "exchange:read" | "exchange:write" | "approvals:write" | "pickups:notify" | "exchange:decide" | "work:read" | "work:write" | "partners:read" | "partners:write" | "contacts:read" | "contacts:write" | "access:read" | "access:write" | "people:read" | "people:write" | "audit:read" | "webhooks:read" | "webhooks:write" | "archive:read" | "archive:write" | "metrics:read")[];
                            /** @description Classes of fields that are hidden from them */
                            hides: ("bank" | "price" | "person" | "text")[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List people
         * @description Needs the scope `people:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    /** @description For people of the grid itself: whose people; `host`: their own */
                    organization?: string | "host";
                    /** @description With those whose membership has ended */
                    ended?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @description Null: the grid itself, that is its host */
                                organization: string | null;
                                name: string;
                                email: string;
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                locale: string;
                                timeZone: string;
                                twoFactor: boolean;
                                /** Format: date-time */
                                createdAt: string;
                                /** @description Of guests */
                                endsAt: string | null;
                                endedAt: string | null;
                                /** @description What the asker may do */
                                abilities: {
                                    changeRole: boolean;
                                    end: boolean;
                                };
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a person
         * @description Needs the scope `people:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: the grid itself, that is its host */
                            organization: string | null;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                            locale: string;
                            timeZone: string;
                            twoFactor: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Of guests */
                            endsAt: string | null;
                            endedAt: string | null;
                            /** @description What the asker may do */
                            abilities: {
                                changeRole: boolean;
                                end: boolean;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a person another role
         * @description What the person may do changes at once.
         *
         *     Needs the scope `people:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                        /** @description Of guests: until when */
                        endsAt?: string | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: the grid itself, that is its host */
                            organization: string | null;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                            locale: string;
                            timeZone: string;
                            twoFactor: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Of guests */
                            endsAt: string | null;
                            endedAt: string | null;
                            /** @description What the asker may do */
                            abilities: {
                                changeRole: boolean;
                                end: boolean;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/members/{id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * End a person's membership, and their sessions
         * @description Needs the scope `people:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @description Null: the grid itself, that is its host */
                            organization: string | null;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                            locale: string;
                            timeZone: string;
                            twoFactor: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description Of guests */
                            endsAt: string | null;
                            endedAt: string | null;
                            /** @description What the asker may do */
                            abilities: {
                                changeRole: boolean;
                                end: boolean;
                            };
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sensitive-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show which role sees which class of sensitive fields
         * @description Needs the scope `people:read`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                /** @description What it does not see */
                                hidden: ("bank" | "price" | "person" | "text")[];
                                /** @description Said by an admin; else as it comes */
                                said: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sensitive-classes/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say which classes a role does not see
         * @description Needs the scope `people:write`.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Null: as the role comes */
                        hidden: ("bank" | "price" | "person" | "text")[] | null;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                /** @description What it does not see */
                                hidden: ("bank" | "price" | "person" | "text")[];
                                /** @description Said by an admin; else as it comes */
                                said: boolean;
                            }[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations
         * @description Needs the scope `people:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                /** @enum {string} */
                                kind: "personal" | "code";
                                organization: string | null;
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                email: string | null;
                                emailDomain: string | null;
                                locale: string;
                                usesMax: number;
                                uses: number;
                                /** @description Null: no mail was sent; the link was handed over */
                                mail: {
                                    /** @enum {string} */
                                    status: "waiting" | "sent" | "failed";
                                    sentAt: string | null;
                                    reason: string | null;
                                } | null;
                                createdBy: string;
                                /** Format: date-time */
                                createdAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                                openedAt: string | null;
                                revokedAt: string | null;
                                accepted: {
                                    /** Format: uuid */
                                    member: string;
                                    name: string;
                                    /** Format: date-time */
                                    at: string;
                                }[];
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite somebody, or make a code for several
         * @description Without a mail server, and for codes, nobody is told: the answer has the link to hand over.
         *
         *     Needs the scope `people:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description personal: one address, once; code: as often as said
                         * @enum {string}
                         */
                        kind: "personal" | "code";
                        /** @description Left out: your own; null: the grid itself, that is its host */
                        organization?: string | null;
                        /** @enum {string} */
                        role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                        /**
                         * Format: email
                         * @description personal: who is invited
                         */
                        email?: string;
                        /** @description code: only addresses of this domain */
                        emailDomain?: string;
                        /** @description code: how many may come; left out: 10 */
                        usesMax?: number;
                        /**
                         * @description Of the mail; left out: the language of the organization
                         * @enum {string}
                         */
                        locale?: "en" | "de";
                        /**
                         * Format: date-time
                         * @description Left out: in a week
                         */
                        expiresAt?: string;
                        /**
                         * Format: date-time
                         * @description Of guests: until when they are members
                         */
                        endsAt?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "personal" | "code";
                            organization: string | null;
                            /** @enum {string} */
                            role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                            email: string | null;
                            emailDomain: string | null;
                            locale: string;
                            usesMax: number;
                            uses: number;
                            /** @description Null: no mail was sent; the link was handed over */
                            mail: {
                                /** @enum {string} */
                                status: "waiting" | "sent" | "failed";
                                sentAt: string | null;
                                reason: string | null;
                            } | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                            openedAt: string | null;
                            revokedAt: string | null;
                            accepted: {
                                /** Format: uuid */
                                member: string;
                                name: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            /** @description False: nobody is told; hand the link over yourself */
                            mailed: boolean;
                            /** @description Shown this once; lets whoever has it in */
                            link: string;
                            code: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an invitation
         * @description Needs the scope `people:write`.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a one-time sign-in link for an admin
         * @description For the key of the command line only: whoever has that key runs the machine.
         *
         *     Needs the scope `people:write`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: email */
                        email?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            link: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sessions */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    /** @description members: needs the scope `people:read` */
                    of?: "me" | "members";
                    /** @description With `of=members`: of this one only */
                    member?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** Format: uuid */
                                id: string;
                                member: {
                                    /** Format: uuid */
                                    id: string;
                                    name: string;
                                    email: string;
                                };
                                /** @description The one that asks */
                                current: boolean;
                                address: string | null;
                                agent: string | null;
                                /** Format: date-time */
                                createdAt: string;
                                /**
                                 * Format: date-time
                                 * @description To the day
                                 */
                                seenAt: string;
                                /** Format: date-time */
                                expiresAt: string;
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session
         * @description One's own; with the scope `people:write` those of the people one manages. It ends at once.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who did and saw what
         * @description Needs the scope `audit:read`.
         */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    cursor?: string;
                    /** @description `member:<id>` or `api-key:<id>` */
                    actor?: string;
                    type?: string;
                    /** @description What it was done to */
                    subject?: string;
                    /** @description For people of the grid itself: this organization's people */
                    organization?: string;
                    from?: string;
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                seq: number;
                                /** Format: date-time */
                                at: string;
                                actor: {
                                    /** @description member, api-key, sftp */
                                    kind: string;
                                    id: string;
                                    name: string | null;
                                };
                                type: string;
                                subjectKind: string;
                                /** Format: uuid */
                                subject: string;
                                data: {
                                    [key: string]: unknown;
                                };
                            }[];
                            /** @description Address of the next page; null: this is the last */
                            next: string | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same as CSV, all of it
         * @description Needs the scope `audit:read`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description `member:<id>` or `api-key:<id>` */
                    actor?: string;
                    type?: string;
                    /** @description What it was done to */
                    subject?: string;
                    /** @description For people of the grid itself: this organization's people */
                    organization?: string;
                    from?: string;
                    until?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ways to sign in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {boolean} */
                            password: true;
                            /** @enum {boolean} */
                            passkey: true;
                            passwordReset: boolean;
                            oidc: {
                                /** @enum {string} */
                                provider: "oidc";
                                name: string;
                            } | null;
                            saml: {
                                /** @enum {string} */
                                provider: "saml";
                            } | null;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/by-code/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open an invitation */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            kind: "personal" | "code" | "link";
                            /** @description Null: the grid has no host yet */
                            organization: {
                                name: string;
                            } | null;
                            /** @enum {string} */
                            role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                            /** @description Null: say one when accepting */
                            email: string | null;
                            emailDomain: string | null;
                            locale: string;
                            /** Format: date-time */
                            expiresAt: string;
                            /** @description There is a user with this address: sign in first. Of a `link`: choose a new password. */
                            known: boolean;
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/by-code/{code}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the user and the member, and signs in. Who is a user already signs in first and accepts with that session.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        name?: string;
                        /**
                         * Format: email
                         * @description Where the invitation names none
                         */
                        email?: string;
                        /** @description 12 to 128 characters */
                        password?: string;
                        /** @enum {string} */
                        locale?: "en" | "de";
                        timeZone?: string;
                    };
                };
            };
            responses: {
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Null: asked with an API key */
                            member: {
                                /** Format: uuid */
                                id: string;
                                name: string;
                                email: string;
                                /** @enum {string} */
                                role: "admin" | "engineer" | "operator" | "agent" | "approver" | "auditor" | "partner-admin" | "partner-member" | "guest";
                                /** @description en, de */
                                locale: string;
                                /** @description IANA name, such as Europe/Berlin */
                                timeZone: string;
                            } | null;
                            /** @description The asker's; of the grid's own people and keys the host; null while there is no host */
                            organization: {
                                /** Format: uuid */
                                id: string;
                                slug: string;
                                name: string;
                                /** @enum {string} */
                                role: "host" | "partner";
                            } | null;
                            /** @description `*`: all, of keys of the grid only */
                            scopes: ("*" | "exchange:read" | "exchange:write" | "approvals:write" | "pickups:notify" | "exchange:decide" | "work:read" | "work:write" | "partners:read" | "partners:write" | "contacts:read" | "contacts:write" | "access:read" | "access:write" | "people:read" | "people:write" | "audit:read" | "webhooks:read" | "webhooks:write" | "archive:read" | "archive:write" | "metrics:read")[];
                            /** @description Classes of fields that are hidden from them */
                            hides: ("bank" | "price" | "person" | "text")[];
                        };
                    };
                };
                /** @description A problem */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": {
                            /** Format: uri */
                            type: string;
                            /** @description What kind of problem, always the same sentence for a code */
                            title: string;
                            status: number;
                            /** @description What happened here */
                            detail: string;
                            /** @description For programs; the list is at /api/errors */
                            code: string;
                            parameters: {
                                [key: string]: unknown;
                            };
                            advice?: string;
                            /** @description The id of this request: the log has it too */
                            instance: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: never;
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
