#ifndef COPENSSL_SHIM_H
#define COPENSSL_SHIM_H

// SM2 with SM3 by OpenSSL 3 (GB/T 32918.2, GB/T 32905). Every function says with 1 that it did
// what it should, and with 0 that it did not; -1 is a failure of the library, not an answer.
// Errors that OpenSSL queues are thrown away: the caller needs no more than that.

#include <string.h>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>

/// A key on the recommended curve of 32 bytes scalar, which a public key has not (NULL), and of 64 bytes
/// x and y; or NULL.
static inline EVP_PKEY *CSM2Key(const unsigned char *scalar, const unsigned char *point) {
  unsigned char octets[65] = {4};
  unsigned char native[32];
  memcpy(octets + 1, point, 64);
  OSSL_PARAM parameters[4];
  int count = 0;
  parameters[count++] =
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char *)"SM2", 0);
  parameters[count++] = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets, 65);
  int isGood = 1;
  if (scalar != NULL) {
    BIGNUM *number = BN_bin2bn(scalar, 32, NULL);
    isGood = number != NULL && BN_bn2nativepad(number, native, 32) == 32;
    BN_clear_free(number);
    parameters[count++] = OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, native, 32);
  }
  parameters[count] = OSSL_PARAM_construct_end();
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
  isGood = isGood && context != NULL && EVP_PKEY_fromdata_init(context) == 1 &&
           EVP_PKEY_fromdata(context, &key,
                             scalar != NULL ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                             parameters) == 1;
  EVP_PKEY_CTX_free(context);
  OPENSSL_cleanse(native, sizeof native);
  ERR_clear_error();
  if (isGood) return key;
  EVP_PKEY_free(key);
  return NULL;
}

/// Takes a key apart and frees it: 1 when it is a private SM2 key.
static inline int CSM2Take(EVP_PKEY *key, unsigned char *scalar, unsigned char *point) {
  unsigned char octets[65];
  size_t length = 0;
  BIGNUM *number = NULL;
  int isGood = key != NULL && EVP_PKEY_is_a(key, "SM2") == 1 &&
               EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, octets, 65,
                                               &length) == 1 &&
               length == 65 && octets[0] == 4 &&
               EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 &&
               BN_bn2binpad(number, scalar, 32) == 32;
  if (isGood) memcpy(point, octets + 1, 64);
  BN_clear_free(number);
  EVP_PKEY_free(key);
  ERR_clear_error();
  return isGood;
}

/// A new key from the library's own randomness: 32 bytes scalar, 64 bytes x and y.
static inline int CSM2Generate(unsigned char *scalar, unsigned char *point) {
  return CSM2Take(EVP_PKEY_Q_keygen(NULL, NULL, "SM2"), scalar, point);
}

/// Reads a private key in PEM (PKCS#8) without a password.
static inline int CSM2ReadPEM(const char *pem, int length, unsigned char *scalar,
                              unsigned char *point) {
  BIO *source = BIO_new_mem_buf(pem, length);
  if (source == NULL) return 0;
  // An empty password: nobody is asked for one.
  EVP_PKEY *key = PEM_read_bio_PrivateKey(source, NULL, NULL, (void *)"");
  BIO_free(source);
  return CSM2Take(key, scalar, point);
}

/// Whether the 64 bytes are a point of the curve.
static inline int CSM2IsPoint(const unsigned char *point) {
  EVP_PKEY *key = CSM2Key(NULL, point);
  EVP_PKEY_free(key);
  return key != NULL;
}

/// Writes PEM, PKCS#8 or, without a scalar, SubjectPublicKeyInfo, and returns its length; 0 when it has
/// no room.
static inline int CSM2WritePEM(const unsigned char *scalar, const unsigned char *point, char *text,
                               int room) {
  EVP_PKEY *key = CSM2Key(scalar, point);
  BIO *target = BIO_new(BIO_s_mem());
  int isGood = key != NULL && target != NULL &&
               (scalar != NULL
                    ? PEM_write_bio_PKCS8PrivateKey(target, key, NULL, NULL, 0, NULL, NULL)
                    : PEM_write_bio_PUBKEY(target, key)) == 1;
  char *bytes = NULL;
  long length = isGood ? BIO_get_mem_data(target, &bytes) : 0;
  isGood = length > 0 && length <= room;
  if (isGood) memcpy(text, bytes, (size_t)length);
  BIO_free(target);
  EVP_PKEY_free(key);
  ERR_clear_error();
  return isGood ? (int)length : 0;
}

/// A context for SM3 with SM2 under the signer's id, or NULL. The id has to be set before the
/// operation begins, for the library has none of its own and hashes it first.
static inline EVP_MD_CTX *CSM2Context(EVP_PKEY *key, const char *id, EVP_PKEY_CTX **inner) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  *inner = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
  if (context == NULL || *inner == NULL ||
      EVP_PKEY_CTX_set1_id(*inner, id, (int)strlen(id)) <= 0) {
    EVP_MD_CTX_free(context);
    EVP_PKEY_CTX_free(*inner);
    *inner = NULL;
    return NULL;
  }
  EVP_MD_CTX_set_pkey_ctx(context, *inner);
  return context;
}

/// Signs; writes the DER of at most 72 bytes and returns its length, or 0.
static inline int CSM2Sign(const unsigned char *scalar, const unsigned char *point, const char *id,
                           const unsigned char *message, size_t count,
                           unsigned char *signature) {
  EVP_PKEY *key = CSM2Key(scalar, point);
  EVP_PKEY_CTX *inner = NULL;
  EVP_MD_CTX *context = key == NULL ? NULL : CSM2Context(key, id, &inner);
  unsigned char room[128];
  size_t length = sizeof room;
  int isGood = context != NULL &&
               EVP_DigestSignInit_ex(context, NULL, "SM3", NULL, NULL, key, NULL) == 1 &&
               EVP_DigestSign(context, room, &length, message, count) == 1 && length <= 72;
  EVP_MD_CTX_free(context);
  EVP_PKEY_CTX_free(inner);
  EVP_PKEY_free(key);
  ERR_clear_error();
  if (isGood) memcpy(signature, room, length);
  return isGood ? (int)length : 0;
}

/// 1 for a good signature, 0 for a bad one, -1 when the library could not tell.
static inline int CSM2Verify(const unsigned char *point, const char *id,
                             const unsigned char *message, size_t count,
                             const unsigned char *signature, size_t length) {
  EVP_PKEY *key = CSM2Key(NULL, point);
  EVP_PKEY_CTX *inner = NULL;
  EVP_MD_CTX *context = key == NULL ? NULL : CSM2Context(key, id, &inner);
  int outcome = -1;
  if (context != NULL &&
      EVP_DigestVerifyInit_ex(context, NULL, "SM3", NULL, NULL, key, NULL) == 1)
    outcome = EVP_DigestVerify(context, signature, length, message, count) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_CTX_free(inner);
  EVP_PKEY_free(key);
  ERR_clear_error();
  return outcome;
}

#endif
