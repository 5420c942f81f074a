import Foundation

/// What an Open Badges 3.0 credential has to be.
enum OpenBadgesSchema {
  /// 1EdTech's own schema, which may be used and not passed on: in `../shared/data`, absent on most
  /// machines.
  static let official = try? Data(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "shared/data/credentials/openbadges3/ob_v3p0_achievementcredential_schema.json"))

  /// The classes of which certificates are made, with what each has to have, and how often.
  ///
  /// Source: 1EdTech, Open Badges Specification 3.0, Data Model; JSON Schema 2019-09.
  static let text = """
    {
      "$schema": "https://json-schema.org/draft/2019-09/schema",
      "type": "object",
      "required": ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"],
      "properties": {
        "@context": {
          "type": "array", "minItems": 2,
          "items": [
            { "const": "https://www.w3.org/ns/credentials/v2" },
            { "pattern": "^https://purl\\\\.imsglobal\\\\.org/spec/ob/v3p0/context-3\\\\.0\\\\.[0-9]+\\\\.json$" }
          ]
        },
        "id": { "$ref": "#/$defs/uri" },
        "type": {
          "allOf": [
            { "type": "array", "contains": { "const": "VerifiableCredential" } },
            { "contains": { "enum": ["OpenBadgeCredential", "AchievementCredential"] } }
          ]
        },
        "name": { "type": "string" },
        "description": { "type": "string" },
        "issuer": {
          "allOf": [{ "$ref": "#/$defs/typed" }],
          "required": ["id", "type"],
          "properties": {
            "id": { "$ref": "#/$defs/uri" },
            "type": { "contains": { "const": "Profile" } },
            "name": { "type": "string" }
          }
        },
        "validFrom": { "$ref": "#/$defs/time" },
        "validUntil": { "$ref": "#/$defs/time" },
        "awardedDate": { "$ref": "#/$defs/time" },
        "credentialSubject": { "$ref": "#/$defs/subject" },
        "credentialStatus": {
          "type": "object", "required": ["id", "type"],
          "properties": { "id": { "$ref": "#/$defs/uri" }, "type": { "type": "string" } }
        },
        "evidence": {
          "type": "array",
          "items": {
            "allOf": [{ "$ref": "#/$defs/typed" }],
            "properties": {
              "type": { "contains": { "const": "Evidence" } },
              "name": { "type": "string" }, "narrative": { "type": "string" }
            }
          }
        }
      },
      "$defs": {
        "uri": { "type": "string", "pattern": "^[a-z][a-z0-9+.-]*:.+$" },
        "time": {
          "type": "string",
          "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"
        },
        "typed": {
          "type": "object", "required": ["type"],
          "properties": { "type": { "type": "array", "items": { "type": "string" }, "minItems": 1 } }
        },
        "subject": {
          "allOf": [{ "$ref": "#/$defs/typed" }],
          "required": ["type", "achievement"],
          "anyOf": [{ "required": ["id"] }, { "required": ["identifier"] }],
          "properties": {
            "id": { "$ref": "#/$defs/uri" },
            "type": { "contains": { "const": "AchievementSubject" } },
            "achievement": { "$ref": "#/$defs/achievement" },
            "identifier": { "type": "array", "items": { "$ref": "#/$defs/identity" } },
            "licenseNumber": { "type": "string" },
            "result": {
              "type": "array",
              "items": {
                "allOf": [{ "$ref": "#/$defs/typed" }],
                "properties": {
                  "type": { "contains": { "const": "Result" } },
                  "resultDescription": { "$ref": "#/$defs/uri" },
                  "value": { "type": "string" }
                }
              }
            }
          }
        },
        "identity": {
          "type": "object", "additionalProperties": false,
          "required": ["type", "hashed", "identityHash", "identityType"],
          "properties": {
            "type": { "const": "IdentityObject" },
            "hashed": { "type": "boolean" },
            "identityHash": { "type": "string", "pattern": "^(md5|sha256)\\\\$[0-9a-fA-F]+$" },
            "identityType": { "type": "string", "pattern": "^ext:[A-Za-z0-9._-]+$" },
            "salt": { "type": "string" }
          }
        },
        "achievement": {
          "allOf": [{ "$ref": "#/$defs/typed" }],
          "required": ["id", "type", "name", "description", "criteria"],
          "properties": {
            "id": { "$ref": "#/$defs/uri" },
            "type": { "contains": { "const": "Achievement" } },
            "name": { "type": "string" },
            "description": { "type": "string" },
            "criteria": {
              "type": "object",
              "properties": { "id": { "$ref": "#/$defs/uri" }, "narrative": { "type": "string" } }
            },
            "alignment": {
              "type": "array",
              "items": {
                "allOf": [{ "$ref": "#/$defs/typed" }],
                "required": ["type", "targetName", "targetUrl"],
                "properties": {
                  "type": { "contains": { "const": "Alignment" } },
                  "targetCode": { "type": "string" }, "targetFramework": { "type": "string" },
                  "targetName": { "type": "string" }, "targetUrl": { "$ref": "#/$defs/uri" }
                }
              }
            },
            "resultDescription": {
              "type": "array",
              "items": {
                "allOf": [{ "$ref": "#/$defs/typed" }],
                "required": ["id", "type", "name", "resultType"],
                "properties": {
                  "id": { "$ref": "#/$defs/uri" },
                  "type": { "contains": { "const": "ResultDescription" } },
                  "name": { "type": "string" },
                  "resultType": {
                    "anyOf": [{ "enum": ["RawScore", "Result"] }, { "pattern": "^ext:[A-Za-z0-9._-]+$" }]
                  },
                  "valueMax": { "type": "string" }, "valueMin": { "type": "string" }
                }
              }
            }
          }
        }
      }
    }
    """
}
