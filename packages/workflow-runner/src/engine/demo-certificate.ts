/**
 * A key pair for https on this very machine, until 2126. It is public, so it proves nothing: for the demonstration
 * and for tests only, where a webhook address has to begin with https://.
 */
export const demoCertificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBzjCCAXSgAwIBAgIUHtKvSpT0q3myIk0gc2TfJCthw+YwCgYIKoZIzj0EAwIw
JDEiMCAGA1UEAwwZd29ya2Zsb3ctcnVubmVyIGRlbW8gb25seTAgFw0yNjExMjEx
MTE2MDVaGA8yMTI2MTEyMjExMTYwNVowJDEiMCAGA1UEAwwZd29ya2Zsb3ctcnVu
bmVyIGRlbW8gb25seTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCzjqsCEi66L
l+TadY+0BhiUXXj29jsYFcUI7thX0FkrwdlMPpYhALWXn656ZezgV7z3g5zv2sDw
JzoIg47lE86jgYEwfzAdBgNVHQ4EFgQUGwPO9ZPgBnEZu8DvXkM/qz+rQDYwHwYD
VR0jBBgwFoAUGwPO9ZPgBnEZu8DvXkM/qz+rQDYwDwYDVR0TAQH/BAUwAwEB/zAs
BgNVHREEJTAjgglsb2NhbGhvc3SHBH8AAAGHEAAAAAAAAAAAAAAAAAAAAAEwCgYI
KoZIzj0EAwIDSAAwRQIhAIfHEBsDM5lEnrAnDRP4BsP5N1BXjX5igAoXuD8B9S8q
AiBrrbRa1c1XGd+aa8xZgnlSxoV5TVdj73OSgjBPeIdDoA==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghswnVeFV+2HtTQzt
C0ly0N3klVkrkRDrEFICaFBkIdihRANCAAQs46rAhIuui5fk2nWPtAYYlF149vY7
GBXFCO7YV9BZK8HZTD6WIQC1l5+uemXs4Fe894Oc79rA8Cc6CIOO5RPO
-----END PRIVATE KEY-----`,
} as const;
