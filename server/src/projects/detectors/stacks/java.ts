import type { Folder } from '../detector.ts';
import { appFolder, type Stack, type StackRecipe } from './stack.ts';
import { parseXml, xmlText } from './xml.ts';

const gradleFiles = ['build.gradle', 'build.gradle.kts'];

export const javaStack: Stack = {
  name: 'java',
  looksAt: (fileName) => fileName === 'pom.xml' || gradleFiles.includes(fileName),
  async recognise(folder) {
    const pom = await folder.read('pom.xml');
    if (pom !== undefined) return maven(folder, pom);
    const file = gradleFiles.find((name) => folder.files.has(name));
    return file === undefined ? undefined : gradle(folder, file);
  },
};

const latest = '21';

const maven = async (folder: Folder, text: string): Promise<StackRecipe | undefined> => {
  const root = parseXml(text);
  const at = (...path: string[]): string | undefined => xmlText(root, ['project', ...path]);
  // A parent of modules builds nothing of its own.
  if (at('packaging') === 'pom') return undefined;
  const framework = frameworkOf(text);
  const release =
    at('properties', 'java.version') ??
    at('properties', 'maven.compiler.release') ??
    at('properties', 'maven.compiler.target');
  const main = at('properties', 'exec.mainClass') ?? at('properties', 'mainClass');
  const run = framework?.maven ?? (main === undefined ? undefined : 'mvn compile exec:java');
  if (run === undefined) return undefined;
  const wrapped = folder.files.has('mvnw') ? run.replace(/^mvn /, 'sh ./mvnw ') : run;
  return {
    ...(await common(folder, framework?.name)),
    file: 'pom.xml',
    image: `maven:3-eclipse-temurin-${javaVersion(release)}`,
    run: wrapped,
    caches: [{ name: 'maven_cache', target: '/root/.m2' }],
  };
};

const gradle = async (folder: Folder, file: string): Promise<StackRecipe | undefined> => {
  const text = (await folder.read(file)) ?? '';
  const framework = frameworkOf(text);
  const plain =
    /\bid\s*\(?\s*['"]application['"]|\bapply\s+plugin:\s*['"]application['"]|^\s*application\s*$/m;
  const task = framework?.gradle ?? (plain.test(text) ? 'run' : undefined);
  if (task === undefined) return undefined;
  const release =
    /JavaLanguageVersion\.of\((\d+)\)|(?:source|target)Compatibility\s*=\s*\D*?(\d+(?:\.\d+)?)|jvmToolchain\((\d+)\)/
      .exec(text)
      ?.slice(1)
      .find((part) => (part as string | undefined) !== undefined);
  return {
    ...(await common(folder, framework?.name)),
    file,
    image: `gradle:jdk${javaVersion(release)}`,
    run: `${folder.files.has('gradlew') ? 'sh ./gradlew' : 'gradle'} --no-daemon ${task}`,
    caches: [
      { name: 'gradle_cache', target: '/root/.gradle' },
      { name: 'gradle_build', target: `${appFolder}/.gradle` },
    ],
  };
};

const frameworks = [
  { name: 'Spring Boot', mark: 'spring-boot', maven: 'mvn spring-boot:run', gradle: 'bootRun' },
  {
    name: 'Quarkus',
    mark: 'quarkus',
    maven: 'mvn quarkus:dev -Dquarkus.http.host=0.0.0.0',
    gradle: 'quarkusDev',
  },
  { name: 'Micronaut', mark: 'micronaut', maven: 'mvn mn:run', gradle: 'run' },
] as const;
const frameworkOf = (text: string): (typeof frameworks)[number] | undefined =>
  frameworks.find((row) => text.includes(row.mark));

const common = async (
  folder: Folder,
  framework: string | undefined,
): Promise<Pick<StackRecipe, 'title' | 'port'>> => {
  const properties = (await folder.read('src/main/resources/application.properties')) ?? '';
  const port = /^(?:server|quarkus\.http|micronaut\.server)\.port\s*=\s*(\d+)/m.exec(
    properties,
  )?.[1];
  return {
    title: `Java project${framework === undefined ? '' : ` (${framework})`}`,
    port: port === undefined ? 8080 : Number(port),
  };
};

/** "1.8" is Java 8; a property such as `${release}` says nothing. */
const javaVersion = (stated: string | undefined): string =>
  /^(?:1\.)?(\d+)/.exec(stated ?? '')?.[1] ?? latest;
