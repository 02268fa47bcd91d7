import { z } from "zod";

/** The part of JSON Schema that strict mode allows, as far as this stand-in reads it. */
export type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: unknown;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  definitions?: Record<string, JsonSchema>;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  multipleOf?: number;
  minItems?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
};

export const jsonSchemaSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    properties: z.record(z.string(), jsonSchemaSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.unknown().optional(),
    items: jsonSchemaSchema.optional(),
    anyOf: z.array(jsonSchemaSchema).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    $ref: z.string().optional(),
    $defs: z.record(z.string(), jsonSchemaSchema).optional(),
    definitions: z.record(z.string(), jsonSchemaSchema).optional(),
    minimum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    maximum: z.number().optional(),
    multipleOf: z.number().optional(),
    minItems: z.number().optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
  }),
);

const NOT_PERMITTED = [
  "allOf",
  "oneOf",
  "not",
  "if",
  "then",
  "else",
  "dependentRequired",
  "dependentSchemas",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
  "minProperties",
];

/**
 * Why strict mode would refuse the schema, or null. Every object must close itself with
 * `additionalProperties: false` and require all its properties; the root must be an object.
 */
export function strictSchemaFault(root: JsonSchema): string | null {
  if (root.type !== "object") return "schema must be of type 'object' at its root";
  return faultAt(root, "");
}

function faultAt(schema: JsonSchema, path: string): string | null {
  const at = `In context=(${path || "root"})`;
  const forbidden = NOT_PERMITTED.find((key) => key in schema);
  if (forbidden !== undefined) return `${at}, '${forbidden}' is not permitted`;
  const isObject = schema.type === "object" || schema.properties !== undefined;
  if (isObject) {
    if (schema.additionalProperties !== false) {
      return `${at}, 'additionalProperties' is required to be supplied and to be false`;
    }
    const missing = Object.keys(schema.properties ?? {}).find(
      (name) => !schema.required?.includes(name),
    );
    if (missing !== undefined) {
      return `${at}, 'required' must include every key in properties; missing '${missing}'`;
    }
  }
  if (schema.type === "array" && schema.items === undefined) return `${at}, array without items`;
  const known = ["type", "anyOf", "enum", "const", "$ref"].some((key) => key in schema);
  if (!known) return `${at}, schema must have a 'type' key`;

  const children: [string, JsonSchema][] = [
    ...Object.entries(schema.properties ?? {}),
    ...Object.entries(schema.$defs ?? {}),
    ...Object.entries(schema.definitions ?? {}),
    ...(schema.items === undefined ? [] : [["items", schema.items] as [string, JsonSchema]]),
    ...(schema.anyOf ?? []).map((child, i): [string, JsonSchema] => [`anyOf.${i}`, child]),
  ];
  for (const [name, child] of children) {
    const fault = faultAt(child, path === "" ? name : `${path}.${name}`);
    if (fault !== null) return fault;
  }
  return null;
}
