// HeidelTime.java < inputs: HeidelTime for news, as shared.py asks. Its
// wrapper of the Stanford tagger asks for a tagger of 2013; here the sentences
// and tags come from the CoreNLP beside it, and go in where that puts them.
import de.unihd.dbs.heideltime.standalone.Config;
import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.components.impl.JCasFactoryImpl;
import de.unihd.dbs.heideltime.standalone.components.impl.UimaContextImpl;
import de.unihd.dbs.uima.annotator.heideltime.HeidelTime;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import de.unihd.dbs.uima.types.heideltime.Dct;
import de.unihd.dbs.uima.types.heideltime.Sentence;
import de.unihd.dbs.uima.types.heideltime.Timex3;
import de.unihd.dbs.uima.types.heideltime.Token;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.json.Json;
import javax.json.JsonArrayBuilder;
import javax.json.JsonObject;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.FSIterator;
import org.apache.uima.jcas.JCas;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.XMLInputSource;

public class HeidelTimePeer {
    static final int WARM = 3; // inputs of a first pass, not counted

    final StanfordCoreNLP tagger;
    final JCasFactoryImpl texts;
    final HeidelTime times = new HeidelTime();

    HeidelTimePeer() throws Exception {
        Properties wanted = new Properties();
        wanted.setProperty("annotators", "tokenize,pos");
        tagger = new StanfordCoreNLP(wanted);
        Properties config = new Properties();
        for (String kind : new String[] {Config.CONSIDER_DATE,
                 Config.CONSIDER_DURATION, Config.CONSIDER_SET,
                 Config.CONSIDER_TIME})
            config.setProperty(kind, "true");
        config.setProperty(Config.CONSIDER_TEMPONYM, "false");
        config.setProperty(Config.UIMAVAR_DATE, "Date");
        config.setProperty(Config.UIMAVAR_DURATION, "Duration");
        config.setProperty(Config.UIMAVAR_SET, "Set");
        config.setProperty(Config.UIMAVAR_TIME, "Time");
        config.setProperty(Config.UIMAVAR_TEMPONYM, "Temponym");
        config.setProperty(Config.UIMAVAR_LANGUAGE, "Language");
        config.setProperty(Config.UIMAVAR_TYPETOPROCESS, "Type");
        config.setProperty(Config.UIMAVAR_CONVERTDURATIONS, "true");
        Config.setProps(config);
        times.initialize(new UimaContextImpl(Language.ENGLISH,
                                             DocumentType.NEWS, false));
        texts = new JCasFactoryImpl(new TypeSystemDescription[] {
            UIMAFramework.getXMLParser().parseTypeSystemDescription(
                new XMLInputSource(getClass().getClassLoader().getResource(
                    "desc/type/HeidelTime_TypeSystem.xml")))});
    }

    JCas read(JsonObject row) throws Exception {
        JCas text = texts.createJCas();
        text.setDocumentText(row.getString("text"));
        Dct published = new Dct(text);
        published.setValue(row.getString("date").replace('-', '.')
                           + "T00:00");
        published.addToIndexes();
        Annotation tagged = new Annotation(row.getString("text"));
        tagger.annotate(tagged);
        for (CoreMap each : tagged.get(
                 CoreAnnotations.SentencesAnnotation.class)) {
            List<CoreLabel> words = each.get(
                CoreAnnotations.TokensAnnotation.class);
            Sentence sentence = new Sentence(text);
            sentence.setBegin(words.get(0).beginPosition());
            sentence.setEnd(words.get(words.size() - 1).endPosition());
            sentence.addToIndexes();
            for (CoreLabel word : words) {
                Token token = new Token(text);
                token.setBegin(word.beginPosition());
                token.setEnd(word.endPosition());
                token.setPos(word.tag());
                token.addToIndexes();
            }
        }
        times.process(text);
        return text;
    }

    static JsonArrayBuilder answer(String text, JCas read) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        FSIterator<?> each = read.getAnnotationIndex(Timex3.type).iterator();
        while (each.hasNext()) {
            Timex3 time = (Timex3) each.next();
            all.add(Json.createArrayBuilder()
                .add(text.codePointCount(0, time.getBegin()))
                .add(text.codePointCount(0, time.getEnd()))
                .add(time.getTimexValue()).add(time.getTimexType()));
        }
        return all;
    }

    static long spentNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    }

    public static void main(String[] arguments) throws Exception {
        // what HeidelTime says on standard output is no answer
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        System.setOut(System.err);
        List<JsonObject> rows = new ArrayList<>();
        BufferedReader input = new BufferedReader(
            new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = input.readLine()) != null;)
            rows.add(Json.createReader(new StringReader(line)).readObject());
        HeidelTimePeer peer = new HeidelTimePeer();
        for (int i = 0; i < WARM && i < rows.size(); i++)
            peer.read(rows.get(i));
        long nanos = 0;
        for (JsonObject row : rows) {
            long begun = spentNanos();
            JCas read = peer.read(row);
            nanos += spentNanos() - begun;
            out.println(Json.createObjectBuilder()
                .add("id", row.getString("id"))
                .add("times", answer(row.getString("text"), read)).build());
        }
        out.flush();
        System.err.println("seconds " + nanos / 1e9);
    }
}
