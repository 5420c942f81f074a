import Certification
import ContestAPI
import ContestClient
import Contests
import Fixtures
import Foundation
import Testing

/// A really issued certificate, checked by programs that are none of ours: each is asked only where
/// it is installed.
@Suite struct IndependentCheckTests {
  private static func run(
    _ arguments: [String], in folder: URL
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Runs a script with the first Python that has the module.
  private static func python(_ module: Module, _ script: String, in folder: URL) throws {
    let python = try #require(pythons[module])
    let outcome = try run([python, "-c", prelude + script], in: folder)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.hasSuffix("good\n"), "\(outcome.output)")
  }

  private enum Module: String, CaseIterable {
    // PyJWT leaves RSA to the other.
    case jwt = "jwt, cryptography"
    case cryptography, gmssl, jsonschema
  }

  /// Where each module is: a Python of one's own on `PATH` hides what the system's packages are for.
  private static let pythons: [Module: String] = Dictionary(
    uniqueKeysWithValues: Module.allCases.compactMap { module in
      ["python3", "/usr/bin/python3"].first { python in
        (try? run([python, "-c", "import \(module)"], in: URL(filePath: "/")))?.status == 0
      }.map { (module, $0) }
    })

  private static func has(_ module: Module) -> Bool { pythons[module] != nil }
  private static let hasOpenSSL =
    (try? run(["openssl", "dgst", "-sm3", "/dev/null"], in: URL(filePath: "/")))?.status == 0

  private static let prelude = """
    import base64, gzip, hashlib, json
    def unbase(text):
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    file = json.load(open("certificate.json"))
    keys = json.load(open("issuer-keys.json"))["keys"]
    # The PyJWT of Debian 12 stumbles over curves that it does not know, against RFC 7517.
    rsa_keys = [key for key in keys if key["kty"] == "RSA"]
    payload = unbase(file["credential"].split(".")[1])

    """

  /// - Parameter validFor: absent for a certificate without an end.
  @Test(.enabled(if: has(.jwt)), arguments: [nil, "1 year"])
  func theJWTIsGoodForPyJWT(validFor: String?) async throws {
    try await PublishedCertificate.inFolder(validFor: validFor) { folder in
      try Self.python(
        .jwt,
        """
        import jwt
        rsa = jwt.PyJWKSet.from_dict({"keys": rsa_keys})
        header = jwt.get_unverified_header(file["credential"])
        key = next(k for k in rsa.keys if k.key_id == header["kid"])
        options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False}
        claims = jwt.decode(file["credential"], key.key, algorithms=["RS256"], options=options)
        assert claims["iss"] == claims["issuer"]["id"] == "https://leitai.example"
        assert claims["credentialSubject"]["licenseNumber"] == "LT-2025-00000001"
        # Source: Open Badges 3.0, what a credential has to have.
        for field in ["@context", "id", "type", "issuer", "validFrom", "credentialSubject"]:
            assert claims[field], field
        for field in ["id", "type", "name", "description", "criteria"]:
            assert claims["credentialSubject"]["achievement"][field], field
        ends = \(validFor == nil ? "None" : "1774972800")
        assert claims.get("exp") == ends and claims["nbf"] < (ends or 1774972800), claims
        assert ("validUntil" in claims) == (ends is not None), claims
        assert claims["credentialStatus"]["statusPurpose"] == "revocation"
        # With its clock of today PyJWT finds the first good for ever, and the other one expired.
        try:
            jwt.decode(file["credential"], key.key, algorithms=["RS256"])
            assert ends is None
        except jwt.ExpiredSignatureError:
            assert ends is not None
        other = file["credential"][:-9] + "AAAAAAAAA"
        try:
            jwt.decode(other, key.key, algorithms=["RS256"], options=options)
            raise SystemExit("forged")
        except jwt.InvalidSignatureError:
            print("good")
        """, in: folder)
    }
  }

  /// By the data model, and by 1EdTech's own schema where it lies beside the repository.
  @Test(.enabled(if: has(.jsonschema)), arguments: [nil, "1 year"])
  func theCredentialFitsTheSchemaOfOpenBadges(validFor: String?) async throws {
    try await PublishedCertificate.inFolder(validFor: validFor) { folder in
      var schemas = [Data(OpenBadgesSchema.text.utf8)]
      if let official = OpenBadgesSchema.official { schemas.append(official) }
      for schema in schemas {
        try schema.write(to: folder.appending(path: "schema.json"))
        try Self.python(
          .jsonschema,
          """
          from jsonschema import Draft201909Validator
          schema = json.load(open("schema.json"))
          Draft201909Validator.check_schema(schema)
          check = Draft201909Validator(schema)
          badge = json.loads(payload)
          assert ("validUntil" in badge) == \(validFor == nil ? "False" : "True")
          wrong = ["/".join(map(str, e.absolute_path)) + ": " + e.message
                   for e in check.iter_errors(badge)]
          assert not wrong, wrong
          badge["credentialStatus"] = [badge["credentialStatus"]]
          assert not check.is_valid(badge)
          print("good")
          """, in: folder)
      }
    }
  }

  @Test(.enabled(if: hasOpenSSL)) func theSM2SignatureIsGoodForOpenSSL() async throws {
    try await PublishedCertificate.inFolder { folder in
      let file = try #require(
        CertificateFile(bytes: Data(contentsOf: folder.appending(path: "certificate.json"))))
      let parts = file.credential.split(separator: ".")
      var middle = parts[1].replacing("-", with: "+").replacing("_", with: "/")
      while middle.count % 4 != 0 { middle += "=" }
      let payload = try #require(Data(base64Encoded: String(middle)))
      try payload.write(to: folder.appending(path: "payload.json"))
      try #require(Data(base64Encoded: file.sm2.signature))
        .write(to: folder.appending(path: "sm2.der"))
      let command = [
        "openssl", "dgst", "-sm3", "-verify", "sm2.pem", "-signature", "sm2.der", "-sigopt",
        "distid:1234567812345678", "payload.json",
      ]
      let good = try Self.run(command, in: folder)
      #expect(good.status == 0 && good.output.contains("Verified OK"), "\(good.output)")
      try (payload + Data([0])).write(to: folder.appending(path: "payload.json"))
      #expect(try Self.run(command, in: folder).status != 0)
    }
  }

  @Test(.enabled(if: has(.gmssl))) func theSM2SignatureIsGoodForGMSSL() async throws {
    try await PublishedCertificate.inFolder { folder in
      try Self.python(
        .gmssl,
        """
        from gmssl import sm2
        key = next(k for k in keys if k["kid"] == file["sm2"]["key"])
        point = unbase(key["x"]) + unbase(key["y"])
        der = base64.b64decode(file["sm2"]["signature"])
        size = der[3]
        r, s = der[4:4 + size], der[6 + size:]
        raw = (int.from_bytes(r, "big").to_bytes(32, "big")
               + int.from_bytes(s, "big").to_bytes(32, "big"))
        check = sm2.CryptSM2(private_key="", public_key=point.hex())
        assert check.verify_with_sm3(raw.hex(), payload)
        assert not check.verify_with_sm3(raw.hex(), payload + b" ")
        print("good")
        """, in: folder)
    }
  }

  @Test(.enabled(if: has(.jwt)), arguments: [false, true])
  func theStatusListIsReadByAnother(revoked: Bool) async throws {
    try await PublishedCertificate.inFolder(revoked: revoked) { folder in
      try Self.python(
        .jwt,
        """
        import jwt
        rsa = jwt.PyJWKSet.from_dict({"keys": rsa_keys}).keys
        options = {"verify_nbf": False, "verify_iat": False}
        bits = {}
        entry = json.loads(payload)["credentialStatus"]
        for purpose in ["revocation", "suspension"]:
            token = open(purpose + ".jwt").read()
            kid = jwt.get_unverified_header(token)["kid"]
            key = next(k.key for k in rsa if k.key_id == kid)
            claims = jwt.decode(token, key, algorithms=["RS256"], options=options)
            # The other list stands beside the one that is named, with the same index.
            named = entry["statusListCredential"]
            assert claims["id"] == named.replace("/" + entry["statusPurpose"], "/" + purpose)
            subject = claims["credentialSubject"]
            assert subject["statusPurpose"] == purpose
            packed = subject["encodedList"]
            assert packed[0] == "u"
            plain = gzip.decompress(unbase(packed[1:]))
            assert len(plain) * 8 >= 131072
            index = int(entry["statusListIndex"])
            bits[purpose] = plain[index // 8] >> (7 - index % 8) & 1
            assert sum(bin(byte).count("1") for byte in plain) == bits[purpose]
        assert bits == {"revocation": \(revoked ? 1 : 0), "suspension": 0}, bits
        print("good")
        """, in: folder)
    }
  }

  @Test(.enabled(if: has(.cryptography))) func theEntryInTheLogIsProvedWithoutUs() async throws {
    try await PublishedCertificate.inFolder { folder in
      try Self.python(
        .cryptography,
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        def sha(data):
            return hashlib.sha256(data).digest()
        log = file["log"]
        note = log["head"]
        text, signatures = note.split("\\n\\n")
        origin, size, root, time = text.split("\\n")
        dash, name, blob = signatures.strip().split(" ")
        assert dash == "\\u2014" and name == origin == "leitai.example/log"
        blob = base64.b64decode(blob)
        point = unbase(next(k["x"] for k in keys if k.get("crv") == "Ed25519"))
        assert blob[:4] == sha(name.encode() + b"\\n\\x01" + point)[:4]
        Ed25519PublicKey.from_public_bytes(point).verify(blob[4:], (text + "\\n").encode())
        identity = json.loads(payload)["id"].removeprefix("urn:uuid:")
        lines = ["leitai-log-entry/1", "issued", identity,
                 hashlib.sha256(file["credential"].encode()).hexdigest(),
                 "%d %d" % (log["statusList"], log["statusIndex"])]
        hash = sha(b"\\0" + "".join(line + "\\n" for line in lines).encode())
        first, last = log["index"], int(size) - 1
        for sibling in map(base64.b64decode, log["proof"]):
            if first & 1 or first == last:
                hash = sha(b"\\1" + sibling + hash)
                while not first & 1 and first:
                    first, last = first >> 1, last >> 1
            else:
                hash = sha(b"\\1" + hash + sibling)
            first, last = first >> 1, last >> 1
        assert last == 0 and hash == base64.b64decode(root)
        print("good")
        """, in: folder)
    }
  }
}
