import fc from "fast-check";
import type { Json } from "@/lib/supabase/database.types";

type JsonObject = { [key: string]: Json | undefined };

/** Texts that broke somebody: encodings, markup, query languages, invisible and disguising characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 24, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  {
    weight: 32,
    arbitrary: fc.constantFrom(
      ...[
        "",
        " ",
        "\u0000",
        "a\u0000b",
        "\ud83d",
        "\udc00\ud800",
        "\ufffe\uffff",
        "\u0001\u001b[31m",
      ],
      ...[
        "\u202egpj.exe",
        "\u200b\u2060\ufeff",
        "e\u0301".repeat(200),
        "👩‍👩‍👧‍👦".repeat(40),
        "٣٤٥",
        "ＳＴＯＰ",
        "\u2800",
      ],
      ...[
        "'; drop table chat_messages;--",
        '=HYPERLINK("http://evil.example")',
        "{{7*7}}#{process.env}",
      ],
      ...[
        "<script>alert(1)</script>",
        "</customer_message>",
        "%00%0d%0a",
        "\\u0000",
        "../../../etc/passwd",
      ],
      ...[
        "https://graph.facebook.com.evil.example/",
        "https://graph.facebook.com@evil.example/",
        "http://[::1]/",
      ],
    ),
  },
  {
    weight: 32,
    arbitrary: fc.constantFrom(
      ...[
        "STOP",
        "stop.",
        "START",
        "ACHA",
        "true",
        "null",
        "NaN",
        "-0",
        "1e999",
        "0x10",
        "256700000101",
      ],
      ...[
        "+256700000101",
        "0700000101",
        "256312000411",
        "UG.1",
        "US.ENT.1",
        "wamid.",
        "wamid.X Y",
        "message.sent",
      ],
      ...[
        "messages",
        "text",
        "image",
        "reaction",
        "system",
        "edit",
        "revoke",
        "unsupported",
        "failed",
        "read",
      ],
      ...[
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "700800900100200",
        "111111111111111",
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "x".repeat(300),
      "9".repeat(500),
      "a".repeat(66_000),
      " ".repeat(66_000),
    ),
  },
);

/** Times that no clock shows, beside a few that one might. */
export const absurdTime: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[0, -1, 1, 1e308, -1e308, 1795330801, 1795330801123, 1795330801.5, Number.MAX_SAFE_INTEGER],
  ...[
    "",
    "0",
    "-1",
    "9".repeat(40),
    "1795330801",
    "1795330801123",
    "1e10",
    "253402300800",
    "Infinity",
  ],
  ...[
    "2026-11-22T10:00:00Z",
    "2026-02-30T25:61:61Z",
    "+275760-09-13T00:00:00Z",
    "0000-01-01 00:00:00",
    "yesterday",
  ],
  ...[null, true, [], {}, ["1795330801"], { seconds: 1795330801 }],
);

/** Around the limits of JavaScript's and Postgres' number types, and codes that mean something. */
export const hostileNumber: fc.Arbitrary<Json> = fc.constantFrom(
  ...[0, -0, -1, 1.5, 131050, 131047, 2_147_483_648, -2_147_483_649, 2 ** 53, 1e308, 5e-324],
);

/** Names that the formats know, and names that JavaScript or Postgres do. */
const fieldNames = fc.oneof(
  fc.constantFrom(
    ...[
      "event",
      "data",
      "value",
      "field",
      "entry",
      "changes",
      "messages",
      "statuses",
      "contacts",
      "metadata",
    ],
    ...[
      "from",
      "from_user_id",
      "id",
      "type",
      "text",
      "body",
      "timestamp",
      "phone",
      "message",
      "success",
    ],
    ...[
      "context",
      "errors",
      "code",
      "status",
      "group_id",
      "recipient_id",
      "user_preferences",
      "user_id_update",
    ],
    ...[
      "image",
      "caption",
      "document",
      "filename",
      "location",
      "latitude",
      "order",
      "interactive",
      "reaction",
    ],
    ...[
      "__proto__",
      "constructor",
      "prototype",
      "toString",
      "hasOwnProperty",
      "toJSON",
      "then",
      "k\u0000",
      "\ud800",
    ],
  ),
  hostileText,
);

const tree = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    hostileText,
    hostileNumber,
    fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null]),
    tie("object"),
    fc.array(tie("value"), { maxLength: 4 }),
  ),
  object: fc.dictionary(fieldNames, tie("value"), { maxKeys: 5 }),
}));

export const hostileValue = tree.value;
export const hostileObject = tree.object;
export const hostileName = fieldNames;
